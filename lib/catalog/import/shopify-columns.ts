/** The columns of Shopify's product CSV that we read: as its export names them, and as its newer template does. */
const columns = {
  handle: ["handle", "url handle"],
  title: ["title"],
  body: ["body (html)", "description"],
  category: ["product category", "standard product type", "standardized product type"],
  type: ["type", "custom product type"],
  published: ["published", "published on online store"],
  status: ["status"],
  giftCard: ["gift card"],
  option1: ["option1 name"],
  value1: ["option1 value"],
  option2: ["option2 name"],
  value2: ["option2 value"],
  option3: ["option3 name"],
  value3: ["option3 value"],
  sku: ["variant sku", "sku"],
  price: ["variant price", "price"],
  quantity: ["variant inventory qty", "inventory quantity"],
  image: ["image src", "product image url"],
  imagePosition: ["image position"],
  imageAlt: ["image alt text"],
} as const satisfies Record<string, readonly string[]>;

export type ShopifyColumn = keyof typeof columns;
export type ShopifyRow = Partial<Record<ShopifyColumn, string>>;

const entries = Object.entries(columns) as [ShopifyColumn, readonly string[]][];

/** Whether these are headings of Shopify's product CSV. */
export function isShopifyFormat(headings: readonly string[]): boolean {
  const names = headings.map((heading) => heading.toLowerCase());
  const has = (column: ShopifyColumn) => columns[column].some((name) => names.includes(name));
  return (has("handle") && (has("title") || has("price") || has("sku"))) || (has("title") && has("value1"));
}

/** Where the columns are that we read. */
export function shopifyColumns(headings: readonly string[]): [ShopifyColumn, number][] {
  const names = headings.map((heading) => heading.toLowerCase());
  const found = entries.map(([column, known]) => [column, names.findIndex((name) => known.includes(name))] as const);
  return found.filter(([, at]) => at >= 0).map(([column, at]) => [column, at]);
}

/** The columns of a file that we do not read. */
export function unreadColumns(headings: readonly string[]): string[] {
  const known = new Set<string>(entries.flatMap(([, names]) => names));
  return headings.filter((heading) => heading !== "" && !known.has(heading.toLowerCase()));
}
