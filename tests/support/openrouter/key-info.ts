/** What `GET /key` says of a good key (OR-docs, openapi.yaml). */
export const KEY_INFO = {
  data: {
    label: 'sk-or-v1-sta...-in',
    limit: 10,
    limit_reset: null,
    limit_remaining: 7.5,
    include_byok_in_limit: false,
    usage: 2.5,
    usage_daily: 0.5,
    usage_weekly: 1.5,
    usage_monthly: 2.5,
    byok_usage: 0,
    is_free_tier: false,
  },
};
