/** What each seed gives when it is all there is in its language folder beside the other seeds: rule and line, counted from 1. */
export const loads: Readonly<Record<string, readonly string[]>> = {
  'intl-ccs-plus-framework': ['placeholder-evidence 35', 'verified-but-pending 57', 'placeholder-date 59', 'unfilled-pillars 60'],
  'intl-paris-art-6-4-ccs': ['placeholder-evidence 35', 'broken-supersedes 48', 'verified-but-pending 61', 'unfilled-pillars 64'],
};
