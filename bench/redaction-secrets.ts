/*
 * Synthetic secrets, made anew in each run from a seed: formats as their issuers publish them, written down apart from the
 * rules that look for them. Nothing here was ever valid.
 */

/** The same numbers for the same seed (mulberry32): a miss can be looked at again. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER = UPPER.toLowerCase();
const DIGITS = "0123456789";
const ALNUM = UPPER + LOWER + DIGITS;
const HEX = `${DIGITS}abcdef`;
const BASE64 = `${ALNUM}+/`;
const URL_SAFE = `${ALNUM}-_`;
const TYPED = `${ALNUM}!#%*+.:?^~`;

export interface Letters {
  readonly of: (alphabet: string, length: number) => string;
  readonly pick: <One>(all: readonly One[]) => One;
}

export const lettersOf = (random: () => number): Letters => ({
  of: (alphabet, length) =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join(""),
  pick: (all) => {
    const one = all[Math.floor(random() * all.length)];
    if (one === undefined) throw new RangeError("nothing to pick from");
    return one;
  },
});

/** A secret as it is written, and what of it nobody may read. */
export interface Secret {
  readonly text: string;
  readonly core: string;
}

export interface SecretKind {
  readonly name: string;
  /** No sign in it ends a value of a form or a query. */
  readonly isOfWords?: true;
  readonly make: (letters: Letters) => Secret;
}

const kind = (
  name: string,
  prefix: string,
  coreOf: (letters: Letters) => string,
  suffix: (letters: Letters) => string = () => "",
): SecretKind => ({
  name,
  make: (letters) => {
    const core = coreOf(letters);
    return { core, text: `${prefix}${core}${suffix(letters)}` };
  },
});

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const base64Url = (text: string): string => Buffer.from(text).toString("base64url");

/** Known by their own form, wherever they stand. */
export const RECOGNISABLE: readonly SecretKind[] = [
  kind("AWS access key", "AKIA", ({ of }) => of(`${UPPER}234567`, 16)),
  kind("AWS session key", "ASIA", ({ of }) => of(`${UPPER}234567`, 16)),
  kind("Google API key", "AIza", ({ of }) => of(URL_SAFE, 34) + of(ALNUM, 1)),
  kind("Google OAuth token", "ya29.", ({ of }) => `a0${of(URL_SAFE, 120)}${of(ALNUM, 1)}`),
  kind("Google client secret", "GOCSPX-", ({ of }) => of(URL_SAFE, 27) + of(ALNUM, 1)),
  kind("Azure client secret", "", ({ of }) => `${of(ALNUM, 3)}8Q~${of(ALNUM, 34)}`),
  kind("DigitalOcean token", "dop_v1_", ({ of }) => of(HEX, 64)),
  kind("Alibaba key", "LTAI", ({ of }) => of(ALNUM, 20)),
  kind("Heroku token", "HRKU-", ({ of }) => `${of(HEX, 8)}-${of(HEX, 4)}-${of(HEX, 4)}-${of(HEX, 12)}`),
  kind("Databricks token", "dapi", ({ of }) => of(HEX, 32)),
  kind("PlanetScale token", "pscale_tkn_", ({ of }) => of(ALNUM, 43)),
  kind("Supabase token", "sbp_", ({ of }) => of(HEX, 40)),
  kind("GitHub token", "ghp_", ({ of }) => of(ALNUM, 36)),
  kind("GitHub app token", "ghs_", ({ of }) => of(ALNUM, 36)),
  kind("GitHub fine-grained token", "github_pat_", ({ of }) => `11${of(UPPER, 20)}_${of(ALNUM, 59)}`),
  kind("GitLab token", "glpat-", ({ of }) => of(URL_SAFE, 19) + of(ALNUM, 1)),
  kind("GitLab deploy token", "gldt-", ({ of }) => of(URL_SAFE, 19) + of(ALNUM, 1)),
  kind("Bitbucket password", "ATBB", ({ of }) => of(ALNUM, 32)),
  kind("Atlassian token", "ATATT3xFfGF0", ({ of }) => `${of(URL_SAFE, 160)}=${of(`${DIGITS}ABCDEF`, 8)}`),
  kind("npm token", "npm_", ({ of }) => of(ALNUM, 36)),
  kind("PyPI token", "pypi-AgEIcHlwaS5vcmc", ({ of }) => of(URL_SAFE, 140) + of(ALNUM, 1)),
  kind("RubyGems key", "rubygems_", ({ of }) => of(HEX, 48)),
  kind("crates token", "cio", ({ of }) => of(ALNUM, 32)),
  kind("NuGet key", "oy2", ({ of }) => of(`${LOWER}${DIGITS}`, 43)),
  kind("Docker Hub token", "dckr_pat_", ({ of }) => of(URL_SAFE, 26) + of(ALNUM, 1)),
  kind(
    "swarm join token",
    "SWMTKN-1-",
    ({ of }) => `${of(`${LOWER}${DIGITS}`, 50)}-${of(`${LOWER}${DIGITS}`, 25)}`,
  ),
  kind("swarm unlock key", "SWMKEY-1-", ({ of }) => of(BASE64, 42) + of(ALNUM, 1)),
  kind("Slack bot token", "xoxb-", ({ of }) => `${of(DIGITS, 12)}-${of(DIGITS, 13)}-${of(ALNUM, 24)}`),
  kind(
    "Slack user token",
    "xoxp-",
    ({ of }) => `${of(DIGITS, 12)}-${of(DIGITS, 12)}-${of(DIGITS, 12)}-${of(HEX, 32)}`,
  ),
  kind(
    "Slack app token",
    "xapp-1-",
    ({ of }) => `A${of(`${UPPER}${DIGITS}`, 10)}-${of(DIGITS, 13)}-${of(HEX, 64)}`,
  ),
  kind("Telegram token", "", ({ of }) => `${of("123456789", 10)}:AA${of(URL_SAFE, 32)}${of(ALNUM, 1)}`),
  kind(
    "Discord token",
    "M",
    ({ of }) => `${of(ALNUM, 25)}.${of(ALNUM, 6)}.${of(URL_SAFE, 37)}${of(ALNUM, 1)}`,
  ),
  kind("Stripe key", "sk_live_", ({ of }) => of(ALNUM, 24)),
  kind("Stripe restricted key", "rk_live_", ({ of }) => of(ALNUM, 99)),
  kind("Stripe webhook secret", "whsec_", ({ of }) => of(ALNUM, 32)),
  kind("Square secret", "sq0csp-", ({ of }) => of(URL_SAFE, 42) + of(ALNUM, 1)),
  kind(
    "Braintree token",
    "access_token$production$",
    ({ of }) => `${of(`${LOWER}${DIGITS}`, 16)}$${of(HEX, 32)}`,
  ),
  kind("Shopify token", "shpat_", ({ of }) => of(HEX, 32)),
  kind("SendGrid key", "SG.", ({ of }) => `${of(URL_SAFE, 22)}.${of(URL_SAFE, 42)}${of(ALNUM, 1)}`),
  kind("Mailgun key", "key-", ({ of }) => of(HEX, 32)),
  kind(
    "Mailchimp key",
    "",
    ({ of }) => of(HEX, 32),
    ({ of }) => `-us${of("123456789", 1)}`,
  ),
  kind("Brevo key", "xkeysib-", ({ of }) => `${of(HEX, 64)}-${of(ALNUM, 16)}`),
  kind("Resend key", "re_", ({ of }) => `${of(ALNUM, 8)}_${of(ALNUM, 24)}`),
  kind("Twilio key", "SK", ({ of }) => of(HEX, 32)),
  kind("OpenAI project key", "sk-proj-", ({ of }) => of(URL_SAFE, 120) + of(ALNUM, 1)),
  kind("OpenAI key", "sk-", ({ of }) => `${of(ALNUM, 20)}T3BlbkFJ${of(ALNUM, 20)}`),
  kind("Anthropic key", "sk-ant-api03-", ({ of }) => `${of(URL_SAFE, 92)}${of(ALNUM, 1)}AA`),
  kind("Hugging Face token", "hf_", ({ of }) => of(ALNUM, 34)),
  kind("Replicate token", "r8_", ({ of }) => of(ALNUM, 37)),
  kind("Groq key", "gsk_", ({ of }) => of(ALNUM, 52)),
  kind("Vault token", "hvs.", ({ of }) => of(URL_SAFE, 90) + of(ALNUM, 1)),
  kind("Terraform token", "", ({ of }) => `${of(ALNUM, 14)}.atlasv1.${of(ALNUM, 67)}`),
  kind("Grafana token", "glsa_", ({ of }) => `${of(ALNUM, 32)}_${of(HEX, 8)}`),
  kind("New Relic key", "NRAK-", ({ of }) => of(`${UPPER}${DIGITS}`, 27)),
  kind("Sentry token", "sntryu_", ({ of }) => of(HEX, 64)),
  kind("Linear key", "lin_api_", ({ of }) => of(ALNUM, 40)),
  kind("Notion token", "ntn_", ({ of }) => of(ALNUM, 46)),
  kind("Postman key", "PMAK-", ({ of }) => `${of(HEX, 24)}-${of(HEX, 34)}`),
  kind("Doppler token", "dp.pt.", ({ of }) => of(ALNUM, 43)),
  kind("Figma token", "figd_", ({ of }) => of(URL_SAFE, 39) + of(ALNUM, 1)),
  kind("age key", "AGE-SECRET-KEY-1", ({ of }) => of("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58)),
  {
    name: "JWT",
    make: ({ of }) => {
      const core = of(URL_SAFE, 43);
      const claims = base64Url(`{"sub":"${of(DIGITS, 8)}","scope":"admin"}`);
      return { core, text: `${base64Url('{"alg":"HS256","typ":"JWT"}')}.${claims}.${core}` };
    },
  },
  {
    name: "Slack webhook",
    make: ({ of }) => {
      const core = of(ALNUM, 24);
      const rooms = `T${of(`${UPPER}${DIGITS}`, 10)}/B${of(`${UPPER}${DIGITS}`, 10)}`;
      return { core, text: `https://hooks.slack.com/services/${rooms}/${core}` };
    },
  },
  {
    name: "Discord webhook",
    make: ({ of }) => {
      const core = of(URL_SAFE, 67) + of(ALNUM, 1);
      return { core, text: `https://discord.com/api/webhooks/${of(DIGITS, 18)}/${core}` };
    },
  },
  ...(
    [
      ["database address", "postgres://app:", "@db.internal:5432/shop"],
      ["cache address without a user", "redis://:", "@cache:6379/0"],
      ["document store address", "mongodb+srv://shop:", "@cluster0.example.net/shop?retryWrites=true"],
      ["repository address", "https://deploy:", "@git.example.com/shop/web.git"],
      ["MySQL driver's address", "app:", "@tcp(db:3306)/shop"],
    ] as const
  ).map(([name, before, after]) =>
    kind(
      name,
      before,
      ({ of }) => of(ALNUM, 18),
      () => after,
    ),
  ),
];

/** Values that only a name in front of them gives away. */
export const UNRECOGNISABLE: readonly SecretKind[] = [
  kind("typed password", "", ({ of }) => of(ALNUM, 3) + of(TYPED, 11) + of(ALNUM, 2)),
  { ...kind("letters alone", "", ({ of }) => of(LOWER, 14)), isOfWords: true },
  kind("AWS secret key", "", ({ of }) => of(ALNUM, 1) + of(BASE64, 38) + of(ALNUM, 1)),
  { ...kind("hexadecimal key", "", ({ of }) => of(HEX, 32)), isOfWords: true },
  kind("base64 key", "", ({ of }) => base64(of(ALNUM, 30))),
  kind("UUID", "", ({ of }) => [8, 4, 4, 4, 12].map((length) => of(HEX, length)).join("-")),
];

const KEY_TYPES = [
  "RSA PRIVATE KEY",
  "EC PRIVATE KEY",
  "PRIVATE KEY",
  "OPENSSH PRIVATE KEY",
  "ENCRYPTED PRIVATE KEY",
];

/** The lines of a key block, and its secret lines. */
export function keyBlock({ of, pick }: Letters): {
  readonly lines: readonly string[];
  readonly body: readonly string[];
} {
  const type = pick(KEY_TYPES);
  const body = Array.from({ length: 6 }, () => of(BASE64, 64));
  return { body, lines: [`-----BEGIN ${type}-----`, ...body, `-----END ${type}-----`] };
}

export const registryAuth = ({ of }: Letters): Secret => {
  const core = base64(`robot:${of(ALNUM, 24)}`);
  return { core, text: core };
};
