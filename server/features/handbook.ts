/** The page on which every rule has a heading with its id. */
export const handbook = 'https://github.com/policy-records/policy-records/blob/main/server/rules/README.md';

/** Where a rule is explained. */
export const handbookPage = (rule: string, base = handbook): string => `${base}#${rule}`;
