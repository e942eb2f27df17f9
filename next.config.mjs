/** @type {import("next").NextConfig} */
export default {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  // Streams of live numbers must not wait in a compressor; put a compressing proxy in front if you want one.
  compress: false,
  serverExternalPackages: ["@node-rs/argon2", "pg", "pg-boss", "@prisma/client", "@prisma/adapter-pg", "pino", "sharp"],
  experimental: { serverActions: { bodySizeLimit: "64kb" } },
};
