/** What every answer carries, whatever it is. What depends on the request or the settings is in lib/web/policy.ts. */
const steadyHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value:
      "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
  },
];

/** An answer of the API, or a file, that is opened as a page may do nothing. */
const inert = [
  {
    key: "Content-Security-Policy",
    value: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
  },
];

/** @type {import("next").NextConfig} */
export default {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  // Streams of live numbers must not wait in a compressor; put a compressing proxy in front if you want one.
  compress: false,
  serverExternalPackages: ["@node-rs/argon2", "pg", "pg-boss", "@prisma/client", "@prisma/adapter-pg", "pino", "sharp"],
  experimental: { serverActions: { bodySizeLimit: "256kb" } },
  headers: async () => [
    { source: "/:path*", headers: steadyHeaders },
    { source: "/api/:path*", headers: inert },
    { source: "/photos/:path*", headers: inert },
    { source: "/icon.svg", headers: inert },
  ],
};
