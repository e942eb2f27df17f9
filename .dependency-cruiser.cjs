/**
 * Who may import whom. docs/architecture.md says why; tests/architecture/boundaries.test.ts plants a forbidden
 * import and sees it caught.
 */
const domains = [
  "settings",
  "staff",
  "photos",
  "catalog",
  "backup",
  "pickup",
  "people",
  "stock",
  "checkout",
  "waiting",
  "orders",
  "deliveries",
  "live",
  "customers",
  "reports",
];
const level = {
  settings: 0,
  staff: 0,
  photos: 0,
  catalog: 0,
  backup: 0,
  pickup: 1,
  people: 1,
  stock: 2,
  checkout: 3,
  waiting: 4,
  orders: 5,
  deliveries: 6,
  live: 7,
  customers: 7,
  reports: 8,
};
const base = "^lib/[^/]+\\.ts$";

const domainRules = domains.map((domain) => ({
  name: `${domain}-looks-left`,
  comment: "A domain imports only domains to its left.",
  severity: "error",
  from: { path: `^lib/${domain}/` },
  to: {
    path: `^lib/(${domains.filter((other) => other !== domain && level[other] >= level[domain] && !(level[domain] === 0 && level[other] === 0)).join("|")})/`,
  },
}));

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "base-knows-nothing",
      severity: "error",
      from: { path: base },
      to: { path: "^(lib/[^/]+/|app/|components/|jobs/)" },
    },
    { name: "db-knows-base", severity: "error", from: { path: "^lib/db/" }, to: { path: "^lib/(?!db/)[^/]+/" } },
    {
      name: "queue-knows-db-and-base",
      severity: "error",
      from: { path: "^lib/queue/" },
      to: { path: "^lib/(?!db/|queue/)[^/]+/" },
    },
    {
      name: "history-knows-db-and-queue",
      severity: "error",
      from: { path: "^lib/history/" },
      to: { path: "^lib/(?!db/|queue/|history/)[^/]+/" },
    },
    ...domainRules,
    {
      name: "domains-do-not-know-the-web",
      severity: "error",
      from: { path: "^lib/(?!web/)[^/]+/" },
      to: { path: "^lib/web/" },
    },
    {
      name: "only-web-knows-next",
      severity: "error",
      from: { path: "^(lib/(?!web/)|jobs/)" },
      to: { path: "node_modules/(next|next-auth)/" },
    },
    {
      name: "only-db-knows-prisma",
      severity: "error",
      from: { path: "^(lib/(?!db/)|app/|components/|jobs/)" },
      to: { path: "(node_modules/@prisma/|lib/db/generated/)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "only-queue-and-jobs-know-pg-boss",
      severity: "error",
      from: { path: "^(lib/(?!queue/)|app/|components/)" },
      to: { path: "node_modules/pg-boss/" },
    },
    {
      name: "routes-compose",
      severity: "error",
      comment: "Routes use commands and queries, never the database.",
      from: { path: "^app/" },
      to: { path: "^(lib/(db|queue)/|jobs/)" },
    },
    {
      name: "components-are-props-in-markup-out",
      severity: "error",
      from: { path: "^components/" },
      to: {
        path: "^(lib/[^/]+/(?!input|rules|status|refusals|words|number|list-filter)|app/|jobs/)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "jobs-do-not-know-pages",
      severity: "error",
      from: { path: "^jobs/" },
      to: { path: "^(app|components|lib/web)/" },
    },
    {
      name: "product-does-not-know-tests",
      severity: "error",
      from: { path: "^(app|components|lib|jobs|scripts)/" },
      to: { path: "^(tests|e2e|bench)/" },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "lib/db/generated/.*/.*" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
