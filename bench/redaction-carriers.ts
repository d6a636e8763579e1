/* What secrets stand in when they leak: lines of logs, files, command lines, headers, and people's own words. */

const ESCAPE = "\u001b";
const ZERO_WIDTH = "\u200b";
const half = (text: string): readonly [string, string] => {
  const at = Math.floor(text.length / 2);
  return [text.slice(0, at), text.slice(at)];
};
const broken = (text: string, by: string): string => half(text).join(by);

export interface Carrier {
  readonly name: string;
  readonly wrap: (secret: string) => string;
}

/** For what is known by itself. */
export const PLAIN: readonly Carrier[] = [
  { name: "alone", wrap: (secret) => secret },
  { name: "in a sentence", wrap: (secret) => `we used ${secret} for the deploy at noon` },
  { name: "at the end of a sentence", wrap: (secret) => `The old one was ${secret}.` },
  { name: "in a list of words", wrap: (secret) => `first, ${secret}, then nothing` },
  { name: "in parentheses", wrap: (secret) => `rotated (${secret}) yesterday` },
  { name: "in quotes", wrap: (secret) => `value "${secret}" was refused` },
  { name: "in code", wrap: (secret) => `set it to \`${secret}\` again` },
  { name: "JSON under a harmless name", wrap: (secret) => `{"level":"info","value":"${secret}","n":3}` },
  {
    name: "JSON in a JSON text",
    wrap: (secret) => JSON.stringify({ body: JSON.stringify({ value: secret }) }),
  },
  { name: "logfmt under a harmless name", wrap: (secret) => `level=info msg=sent value=${secret} took=3ms` },
  { name: "a variable under a harmless name", wrap: (secret) => `BUILD_ARG_7=${secret}` },
  { name: "a parameter of an address", wrap: (secret) => `GET /v1/items?page=2&k=${secret}&n=1 HTTP/1.1` },
  { name: "an argument", wrap: (secret) => `/usr/bin/sync --to ${secret} --fast` },
  {
    name: "a line of a journal",
    wrap: (secret) => `Nov 22 03:00:01 web-1 app[812]: got ${secret} from peer`,
  },
  { name: "a map as Go prints it", wrap: (secret) => `map[Accept:[*/*] X-Value:[${secret}]]` },
  { name: "columns", wrap: (secret) => `12\t${secret}\tok` },
  { name: "comma separated", wrap: (secret) => `2026-11-22,${secret},200` },
  { name: "an XML attribute", wrap: (secret) => `<item value="${secret}"/>` },
  {
    name: "with a colour inside",
    wrap: (secret) => `got ${broken(secret, `${ESCAPE}[1;31m`)}${ESCAPE}[0m here`,
  },
  { name: "with an invisible character inside", wrap: (secret) => `got ${broken(secret, ZERO_WIDTH)} here` },
  { name: "with a carriage return", wrap: (secret) => `got ${secret}\r` },
];

export interface NamedCarrier {
  readonly name: string;
  readonly wrap: (name: string, secret: string) => string;
  /** Typed signs would end the value there, as a shell or a parser would read it. */
  readonly isForWordsOnly?: true;
}

const camel = (name: string): string =>
  name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const dotted = (name: string): string => name.toLowerCase().replaceAll("_", ".");

/** For what its name alone gives away; the name is in capitals with underscores. */
export const NAMED: readonly NamedCarrier[] = [
  { name: "a variable", wrap: (name, secret) => `${name}=${secret}` },
  { name: "a variable in quotes", wrap: (name, secret) => `${name}="${secret}"` },
  { name: "an exported variable", wrap: (name, secret) => `export ${name}='${secret}'` },
  { name: "a variable of PowerShell", wrap: (name, secret) => `$env:${name} = "${secret}"` },
  { name: "docker run -e", wrap: (name, secret) => `docker run -d -e ${name}=${secret} shop/web:7` },
  {
    name: "docker build --build-arg",
    wrap: (name, secret) => `docker build --build-arg ${name}=${secret} .`,
  },
  { name: "a list of compose", wrap: (name, secret) => `      - ${name}=${secret}` },
  { name: "YAML", wrap: (name, secret) => `    ${name.toLowerCase()}: ${secret}` },
  { name: "YAML in quotes", wrap: (name, secret) => `${camel(name)}: "${secret}"` },
  { name: "JSON", wrap: (name, secret) => `{"user":"app","${name.toLowerCase()}":"${secret}","n":1}` },
  { name: "JSON, camel case", wrap: (name, secret) => `{"${camel(name)}": "${secret}"}` },
  {
    name: "JSON in a JSON text",
    wrap: (name, secret) => JSON.stringify({ body: JSON.stringify({ [camel(name)]: secret }) }),
  },
  {
    name: "inspect's environment",
    wrap: (name, secret) => `"Env":["PATH=/usr/bin","${name}=${secret}","LANG=C"]`,
  },
  { name: "a pair of name and value", wrap: (name, secret) => `{"name":"${name}","value":"${secret}"}` },
  { name: "properties", wrap: (name, secret) => `spring.${dotted(name)}=${secret}` },
  { name: "INI", wrap: (name, secret) => `${name.toLowerCase()} = ${secret}` },
  { name: "TOML", wrap: (name, secret) => `${name.toLowerCase()} = "${secret}"` },
  { name: "XML", wrap: (name, secret) => `<${camel(name)}>${secret}</${camel(name)}>` },
  {
    name: "logfmt",
    wrap: (name, secret) => `level=info msg="login" ${name.toLowerCase()}=${secret} user=app`,
  },
  {
    name: "logfmt in quotes",
    wrap: (name, secret) => `level=info ${name.toLowerCase()}="${secret}" user=app`,
  },
  {
    name: "a flag with an equals sign",
    wrap: (name, secret) => `app --${dotted(name).replaceAll(".", "-")}=${secret} --verbose`,
  },
  {
    name: "a flag with a blank",
    wrap: (name, secret) => `app --${dotted(name).replaceAll(".", "-")} ${secret} --verbose`,
  },
  {
    name: "a dictionary of Python",
    wrap: (name, secret) => `{'user': 'app', '${name.toLowerCase()}': '${secret}'}`,
  },
  { name: "a hash of Ruby", wrap: (name, secret) => `{:user=>"app", :${name.toLowerCase()}=>"${secret}"}` },
  {
    name: "an array of PHP",
    wrap: (name, secret) => `array('user' => 'app', '${name.toLowerCase()}' => '${secret}')`,
  },
  { name: "an object of JavaScript", wrap: (name, secret) => `{ user: 'app', ${camel(name)}: '${secret}' }` },
  { name: "a struct as Go prints it", wrap: (name, secret) => `&{User:app ${camel(name)}:${secret}}` },
  { name: "a class as Java prints it", wrap: (name, secret) => `Config(user=app, ${camel(name)}=${secret})` },
  { name: "a header", wrap: (name, secret) => `X-${dotted(name).replaceAll(".", "-")}: ${secret}` },
  {
    name: "a form",
    wrap: (name, secret) => `user=app&${name.toLowerCase()}=${secret}&next=1`,
    isForWordsOnly: true,
  },
  {
    name: "a query",
    wrap: (name, secret) => `GET /login?${name.toLowerCase()}=${secret}&next=1 HTTP/1.1`,
    isForWordsOnly: true,
  },
  {
    name: "curl's body",
    wrap: (name, secret) => `curl -d '{"${camel(name)}":"${secret}"}' https://shop.example.com/`,
  },
  { name: "a name with a colour", wrap: (name, secret) => `${ESCAPE}[32m${name}${ESCAPE}[0m=${secret}` },
  {
    name: "with an invisible character inside",
    wrap: (name, secret) => `${name}=${broken(secret, ZERO_WIDTH)}`,
  },
];

/** As people and programs name them, one per word of the rules' list. */
export const SECRET_NAMES = [
  ...["DB_PASSWORD", "POSTGRES_PASSWORD", "ROOT_PASSWD", "PASSPHRASE", "APP_SECRET", "CLIENT_SECRET"],
  ...["API_KEY", "API_TOKEN", "ACCESS_TOKEN", "AWS_SECRET_ACCESS_KEY", "PRIVATE_KEY", "ENCRYPTION_KEY"],
  ...["LDAP_CREDENTIALS", "JWT_SECRET", "REDIS_PASS"],
] as const;
