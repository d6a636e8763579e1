import { keyBlock, type Letters, registryAuth, type Secret } from "./redaction-secrets.ts";

/* Secrets that their place gives away: headers, key blocks, what Docker writes, addresses. */

interface Placed {
  readonly name: string;
  readonly make: (letters: Letters) => { readonly text: string; readonly cores: readonly string[] };
}

const oneOf = (
  name: string,
  make: (letters: Letters) => Secret,
  wrap: (secret: string) => string,
): Placed => ({
  name,
  make: (letters) => {
    const { text, core } = make(letters);
    return { text: wrap(text), cores: [core] };
  },
});

const hexadecimal =
  (length: number) =>
  ({ of }: Letters): Secret => {
    const core = of("0123456789abcdef", length);
    return { text: core, core };
  };
const ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const word =
  (length: number) =>
  ({ of }: Letters): Secret => {
    const core = of(ALNUM, length);
    return { text: core, core };
  };

/** Secrets whose place is their form: headers, key blocks, what Docker writes. */
export const PLACED: readonly Placed[] = [
  oneOf("Authorization: Bearer", word(40), (secret) => `Authorization: Bearer ${secret}`),
  oneOf("Authorization: Basic", registryAuth, (secret) => `> authorization: Basic ${secret}`),
  oneOf(
    "Authorization in curl",
    word(32),
    (secret) => `curl -H "Authorization: Bearer ${secret}" https://api.example.com`,
  ),
  oneOf(
    "Authorization in JSON",
    word(32),
    (secret) => `{"headers":{"Authorization":"Bearer ${secret}","Accept":"*/*"}}`,
  ),
  oneOf("Proxy-Authorization", registryAuth, (secret) => `Proxy-Authorization: Basic ${secret}`),
  oneOf("Cookie", word(32), (secret) => `Cookie: theme=dark; sid=${secret}`),
  oneOf("Set-Cookie", word(32), (secret) => `< Set-Cookie: session=${secret}; Path=/; HttpOnly`),
  oneOf(
    "registry auth of config.json",
    registryAuth,
    (secret) => `{"auths":{"registry.example.com":{"auth":"${secret}"}}}`,
  ),
  oneOf("X-Registry-Auth", registryAuth, (secret) => `X-Registry-Auth: ${secret}`),
  oneOf("docker login -p", word(20), (secret) => `docker login -u robot -p ${secret} registry.example.com`),
  oneOf(
    "CIFS volume",
    word(16),
    (secret) => `docker volume create --opt type=cifs --opt o=username=app,password=${secret},vers=3.0 data`,
  ),
  oneOf(
    "volume options in inspect",
    word(16),
    (secret) =>
      `"Options":{"device":"//nas/data","o":"addr=nas,username=app,password=${secret}","type":"cifs"}`,
  ),
  oneOf("a user's password in SQL", word(16), (secret) => `ALTER USER app WITH PASSWORD '${secret}';`),
  oneOf(
    "a user's password in MySQL",
    word(16),
    (secret) => `CREATE USER 'app'@'%' IDENTIFIED BY '${secret}';`,
  ),
  oneOf(
    "storage account",
    word(86),
    (secret) =>
      `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${secret}==;EndpointSuffix=core.windows.net`,
  ),
  oneOf(
    "a connection string",
    word(16),
    (secret) => `Server=db;Database=shop;User Id=app;Password=${secret};Encrypt=true`,
  ),
  oneOf("libpq's string", word(16), (secret) => `host=db port=5432 user=app password=${secret} dbname=shop`),
  oneOf("prose, quoted", word(14), (secret) => `I set the password to '${secret}' for now`),
  ...(["\n", "\\n", "\r\n"] as const).map(
    (lineEnd): Placed => ({
      name: `key block with ${JSON.stringify(lineEnd)}`,
      make: (letters) => {
        const { lines, body } = keyBlock(letters);
        return { text: lines.join(lineEnd), cores: body };
      },
    }),
  ),
  {
    name: "key block in JSON",
    make: (letters) => {
      const { lines, body } = keyBlock(letters);
      return {
        text: JSON.stringify({ type: "service_account", private_key: `${lines.join("\n")}\n` }),
        cores: body,
      };
    },
  },
  {
    name: "key block that is cut off",
    make: (letters) => {
      const { lines, body } = keyBlock(letters);
      return { text: lines.slice(0, 4).join("\n"), cores: body.slice(0, 3) };
    },
  },
  {
    name: "key block with a prefix in each line",
    make: (letters) => {
      const { lines, body } = keyBlock(letters);
      return { text: lines.map((line) => `web-1  | ${line}`).join("\n"), cores: body };
    },
  },
];

/** What should be found, though nothing but its surroundings tells: at least 95 of 100. */
export const SHOULD: readonly Placed[] = [
  oneOf(
    "sig of an address",
    word(43),
    (secret) => `https://shop.blob.core.windows.net/x?sv=2024-11-04&se=2026-12-01&sr=b&sig=${secret}%3D`,
  ),
  oneOf(
    "signature of an address",
    hexadecimal(64),
    (secret) => `GET /x?X-Amz-Date=20261122T030001Z&X-Amz-Signature=${secret} HTTP/1.1`,
  ),
  oneOf("code of a sign-in", word(40), (secret) => `GET /callback?code=${secret}&state=ok HTTP/1.1`),
  oneOf("key of an address", word(32), (secret) => `https://maps.example.com/tile?key=${secret}&z=3`),
  oneOf("auth of an address", word(32), (secret) => `wss://live.example.com/socket?auth=${secret}`),
  oneOf("session of an address", word(32), (secret) => `/cart;jsessionid=${secret}?page=2`),
  oneOf("broker's address", word(20), (secret) => `amqps://shop:${secret}@mq.example.com:5671/%2f`),
  oneOf(
    "broker's login",
    word(20),
    (secret) =>
      `sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="shop" password="${secret}";`,
  ),
  oneOf(
    "message bus",
    word(43),
    (secret) =>
      `Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=${secret}=`,
  ),
  oneOf("NATS with a token", word(30), (secret) => `nats://${secret}@nats:4222`),
  oneOf(
    "webhook with a key",
    word(30),
    (secret) => `POST https://hooks.example.com/deploy?webhook_key=${secret}`,
  ),
  oneOf("beside a key's name in prose", word(32), (secret) => `the api key is ${secret}, tell nobody`),
  oneOf("beside a token's name in prose", word(32), (secret) => `new token: ${secret}`),
];
