/** Where a rule is explained: on the handbook's page, under the heading with its id. */
export const handbookPage = (handbook: string, rule: string): string => `${handbook}#${rule}`;
