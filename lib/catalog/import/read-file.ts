import type { FileContent } from "@/lib/catalog/import/file-item";
import type { Encoding } from "@/lib/catalog/import/file-text";
import { isOwnFormat, OwnItems, unknownTo } from "@/lib/catalog/import/own-format";
import { type Row, readRows } from "@/lib/catalog/import/read-rows";
import { refuse } from "@/lib/catalog/import/refusals";
import { isShopifyFormat, unreadColumns } from "@/lib/catalog/import/shopify-columns";
import { ShopifyItems } from "@/lib/catalog/import/shopify-format";

type Options = { encoding?: Encoding | undefined; read?: ((rows: number) => void) | undefined };

/**
 * Reads a file of items, in our own format or Shopify's, which is found by its headings. `read` is told how many rows were read. Refuses as `readRows`,
 * and `unknown_headings`.
 */
export async function readFile(
  body: AsyncIterable<Uint8Array>,
  { encoding, read }: Options = {},
): Promise<FileContent> {
  const { headings, rows } = await readRows(body, encoding);
  if (isShopifyFormat(headings)) {
    const shopify = new ShopifyItems(headings);
    const count = await gather(rows, shopify, read);
    const notes = [...unread(unreadColumns(headings)), ...notTaken(shopify.units)];
    return { format: "shopify", rows: count, items: shopify.items, notes };
  }
  if (!isOwnFormat(headings)) return refuse("unknown_headings", { headings: headings.filter(Boolean) });
  const own = new OwnItems(headings);
  const count = await gather(rows, own, read);
  return { format: "own", rows: count, items: own.items, notes: unread(unknownTo(headings)) };
}

async function gather(rows: AsyncIterable<Row>, into: { add(row: Row): void }, read: Options["read"]): Promise<number> {
  let count = 0;
  for await (const row of rows) {
    into.add(row);
    count += 1;
    if (count % 500 === 0) read?.(count);
  }
  read?.(count);
  return count;
}

function unread(headings: readonly string[]): string[] {
  return headings.length === 0 ? [] : [`Columns that are not read: ${headings.join(", ")}.`];
}

function notTaken(units: number): string[] {
  return units === 0
    ? []
    : [`The file says that ${units} units are there. Stock is not imported: count or receive it on the stock page.`];
}
