/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  // npm run check and npm test do it once for everything; here it would only make a first start slower.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  images: { unoptimized: true },
  // These run in the server process beside Next; bundling them would make a second copy of each.
  serverExternalPackages: [
    "better-sqlite3",
    "@prisma/client",
    "@prisma/adapter-better-sqlite3",
    "ws",
    "@node-rs/argon2",
  ],
  turbopack: { root: import.meta.dirname },
  devIndicators: false,
};
