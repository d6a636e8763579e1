/*
 * Tokens that their issuers made recognisable. Each pattern is bounded, so that no line of any length
 * makes it slow. The middle of a word is not the start of a token; behind a hyphen, as in names of files, it may be.
 */

export interface PrefixPattern {
  readonly rule: string;
  readonly source: string;
  /** Too short a beginning: behind a hyphen it is part of a longer name. */
  readonly isShort?: true;
}

export const PREFIX_PATTERNS: readonly PrefixPattern[] = [
  // Clouds
  {
    rule: "aws-key-id",
    source: "(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|ANVA|A3T[A-Z0-9])[A-Z0-9]{16}(?![A-Z0-9])",
  },
  {
    rule: "google-key",
    source: "AIza[\\w-]{35}|GOCSPX-[\\w-]{20,64}|ya29\\.[\\w-]{20,512}|1//0[\\w-]{30,256}",
  },
  { rule: "azure-secret", source: "[\\w~.-]{3}\\dQ~[\\w~.-]{31,34}", isShort: true },
  { rule: "digitalocean-token", source: "do[oprs]_v1_[a-f0-9]{32,64}" },
  { rule: "alibaba-key", source: "LTAI[A-Za-z0-9]{12,20}(?![A-Za-z0-9])" },
  {
    rule: "cloud-token",
    source:
      "(?:fm[12]_[\\w+/=-]{20,512}|HRKU-[\\w-]{20,128}|nfp_[A-Za-z0-9]{30,64}|pscale_(?:tkn|oauth|pw)_[\\w.-]{20,128}|sbp_[a-f0-9]{40}|sb_secret_[\\w-]{20,64}|dapi[a-f0-9]{32})",
  },
  // Source forges and package registries
  { rule: "github-token", source: "gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\\w{22,255}" },
  {
    rule: "gitlab-token",
    source: "gl(?:pat|dt|rt|ptt|cbt|soat|ft|imt|agent|oas|ffct|rtr)-[\\w.-]{20,128}|GR1348941[\\w-]{20,64}",
  },
  { rule: "atlassian-token", source: "AT(?:ATT3|CTT3|BB)[\\w=+/-]{20,512}" },
  {
    rule: "package-token",
    source:
      "npm_[A-Za-z0-9]{30,64}|pypi-[\\w-]{16,512}|rubygems_[a-f0-9]{40,64}|cio[A-Za-z0-9]{32}(?![A-Za-z0-9])|oy2[a-z0-9]{43}(?![a-z0-9])",
  },
  { rule: "docker-token", source: "dckr_[po]at_[\\w-]{20,64}" },
  { rule: "swarm-token", source: "SWMTKN-1-[a-z0-9]{20,64}-[a-z0-9]{10,64}|SWMKEY-1-[\\w+/]{20,64}={0,2}" },
  // Chat
  { rule: "slack-token", source: "xox[a-z]-[\\w-]{10,256}|xapp-\\d-[\\w-]{10,256}|xoxe\\.[\\w.-]{10,256}" },
  { rule: "telegram-token", source: "\\d{8,10}:AA[\\w-]{32,33}(?![\\w-])", isShort: true },
  { rule: "discord-token", source: "[MNO][\\w-]{23,27}\\.[\\w-]{6,7}\\.[\\w-]{27,40}", isShort: true },
  // Payment, shops, mail, telephony
  { rule: "stripe-key", source: "(?:sk|rk|pk)_(?:live|test)_\\w{10,255}|whsec_[\\w+/=]{16,128}" },
  {
    rule: "payment-key",
    source:
      "sq0[a-z]{3}-[\\w-]{22,64}|EAAA[\\w-]{56,64}|access_token\\$(?:production|sandbox)\\$\\w{10,64}\\$[a-f0-9]{32}",
  },
  { rule: "shop-token", source: "shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}" },
  {
    rule: "mail-key",
    source:
      "SG\\.[\\w-]{16,64}\\.[\\w-]{16,128}|xkeysib-[a-f0-9]{32,64}-\\w{8,32}|re_[A-Za-z0-9]{8}_[A-Za-z0-9]{16,32}",
  },
  {
    rule: "mail-key",
    source: "key-[a-f0-9]{32}(?![a-f0-9])|[a-f0-9]{32}-us\\d{1,2}(?!\\d)",
    isShort: true,
  },
  { rule: "twilio-key", source: "SK[a-f0-9]{32}(?![a-f0-9])", isShort: true },
  // AI services
  {
    rule: "ai-key",
    source:
      "sk-(?:ant|proj|or|svcacct|admin|lf)-[\\w-]{16,256}|sk-[A-Za-z0-9]{20,128}|hf_[A-Za-z0-9]{30,64}|r8_[A-Za-z0-9]{30,64}|gsk_[A-Za-z0-9]{30,128}|pplx-[A-Za-z0-9]{32,128}|xai-[A-Za-z0-9]{40,128}|api_org_[A-Za-z0-9]{30,64}",
  },
  // Operations
  { rule: "vault-token", source: "hv[sbr]\\.[\\w-]{20,256}" },
  { rule: "vault-token", source: "s\\.[A-Za-z0-9]{24}(?![A-Za-z0-9.])", isShort: true },
  {
    rule: "operations-token",
    source:
      "[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{50,128}|glc_[\\w+/=]{32,512}|glsa_[A-Za-z0-9]{32}_[a-f0-9]{8}|NRAK-[A-Z0-9]{20,32}|sntry[su]_[\\w+/=-]{32,512}|lin_api_[A-Za-z0-9]{32,64}|ntn_[A-Za-z0-9]{40,64}|PMAK-[a-f0-9]{24}-[a-f0-9]{34}|dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{40,80}|figd_[\\w-]{30,64}|ops_eyJ[\\w-]{40,2048}|pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}",
  },
  { rule: "age-key", source: "AGE-SECRET-KEY-1[0-9A-Z]{50,64}" },
  // A signed or encrypted token of any issuer: three or five parts, the first a JSON header.
  { rule: "jwt", source: "eyJ[\\w-]{8,4096}\\.[\\w-]{4,16384}(?:\\.[\\w-]{0,8192}){1,3}" },
];

const COMPILED = PREFIX_PATTERNS.map(({ rule, source, isShort }) => ({
  rule,
  pattern: new RegExp(`(?<![A-Za-z0-9${isShort ? "_-" : ""}])(?:${source})`, "g"),
}));

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly rule: string;
}

export function* prefixSpans(text: string): Generator<Span> {
  for (const { rule, pattern } of COMPILED)
    for (const match of text.matchAll(pattern))
      yield { from: match.index, to: match.index + match[0].length, rule };
}
