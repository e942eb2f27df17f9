import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { textOfHtml } from "@/lib/catalog/import/html-text";
import { withGuard, withoutGuard } from "@/lib/catalog/import/own-format";
import { readFile } from "@/lib/catalog/import/read-file";
import { inPieces } from "@/tests/catalog/import-files";

const read = (content: string | Uint8Array, encoding?: "windows-1252") => readFile(inPieces(content), { encoding });
const own = "Address,Name,Category,SKU,Price\n";

describe("the file itself", () => {
  test.each([
    [",", "commas"],
    [";", "semicolons"],
    ["\t", "tabs"],
  ])("is read with %j between cells (%s), and with quotation marks and line breaks in them", async (delimiter) => {
    const file = `${own}rye,Rye,Bread,R-1,4.80\n"a-b","A, b; c\td",Bread,R-2,"1.00"\n`.replaceAll(/,(?! )/g, delimiter);
    const { items } = await read(file);
    expect(items.map(({ fields, line }) => ({ line, ...fields }))).toMatchObject([
      { line: 2, slug: "rye", name: "Rye" },
      { line: 3, slug: "a-b", name: "A, b; c\td" },
    ]);
  });

  test("may tell its delimiter in a line of its own, as some spreadsheets do", async () => {
    const file = `\uFEFFsep=;\r\n${own.replaceAll(",", ";")}rye;"Rye, dark";Bread;R-1;4,80\r\n`;
    const { items } = await read(file);
    expect(items.map(({ line, fields }) => [line, fields.name])).toEqual([[3, "Rye, dark"]]);
  });

  test("begins with a byte order mark or without, ends its lines as any system does, and names lines as an editor counts", async () => {
    const file = `\uFEFF${own}rye,"Rye\nin two lines",Bread,R-1,1\n\n,,,,\nmilk,Milk,Dairy,M-1,2\n`.replaceAll(
      "\n",
      "\r\n",
    );
    const { items, rows } = await read(file);
    expect(rows).toBe(2);
    expect(items.map(({ line, fields }) => [line, fields.slug])).toEqual([
      [2, "rye"],
      [6, "milk"],
    ]);
  });

  test("in Windows-1252 is refused as not UTF-8, and read if asked to", async () => {
    const bytes = Buffer.from(`${own}cafe,Caf\xe9 cr\xe8me,Drinks,C-1,2\n`, "latin1");
    await expect(read(bytes)).rejects.toMatchObject({ code: "not_utf8" });
    const { items } = await read(bytes, "windows-1252");
    expect(items[0]?.fields.name).toBe("Café crème");
  });

  test.each([
    ["0 bytes", "", "empty_file"],
    ["blank lines", "\n\n  \n", "empty_file"],
    ["only headings", own, "only_headings"],
    ["headings and empty rows", `${own},,,,\n\n`, "only_headings"],
    ["headings that nobody knows", "Colour,Weight\nred,3\n", "unknown_headings"],
    ["an open quotation mark", `${own}rye,"Rye,Bread,R-1,1\nb,B,Bread,R-2,1\n`, "broken_row"],
    ["a quotation mark in a cell", `${own}rye,6" tin,Bread,R-1,1\n`, "broken_row"],
    ["a heading twice", `${own.trim()},sku\nrye,Rye,Bread,1,1,2\n`, "heading_twice"],
    ["a million commas", `${own}${",".repeat(1_000_000)}\n`, "only_headings"],
    ["one endless cell", `${own}"${"x".repeat(1_000_000)}"\n`, "broken_row"],
    ["a million headings", `${"a,".repeat(1_000_000)}\n1\n`, "broken_row"],
    ["400 headings", `${Array.from({ length: 400 }, (_, at) => `h${at}`).join(",")}\n1\n`, "too_many_columns"],
    ["a NUL", `${own}rye,R\0ye,Bread,R-1,1\n`, "not_text"],
    ["a zip named .csv", Buffer.from("504b03041400000008000000", "hex"), "not_text"],
    ["an old workbook", Buffer.from("d0cf11e0a1b11ae1", "hex"), "not_text"],
    ["a compressed file", gzipSync(own), "not_text"],
    ["UTF-16", Buffer.from(`\uFEFF${own}`, "utf16le"), "not_text"],
    ["random bytes", Buffer.from([0x81, 0xff, 0xfe, 0x41, 0xc3, 0x28]), "not_utf8"],
  ])("is refused in words if it is %s", async (_, content, code) => {
    const refusal = await read(content).catch((error) => error);
    expect(refusal).toMatchObject({ name: "Refusal", code });
    expect(refusal.message).toMatch(/^[A-Z].*\.$/);
  });

  test("names the line that is broken", async () => {
    const file = `${own}a,A,Bread,1,1\nb,B,Bread,2,1\nc,"C,Bread,3,1\n`;
    await expect(read(file)).rejects.toMatchObject({ code: "broken_row", detail: { line: 4 } });
  });

  test("is not read beyond 20 MB, nor beyond 50,000 rows", async () => {
    let sent = 0;
    async function* endless() {
      yield Buffer.from(own);
      for (; sent < 200; sent += 1) yield Buffer.alloc(1024 * 1024, `a,A,Bread,"${"x".repeat(200)}",1\n`);
    }
    await expect(readFile(endless())).rejects.toMatchObject({ name: "Refusal" });
    expect(sent).toBeLessThan(40);
    await expect(read(own + "a,A,B,,1\n".repeat(50_001))).rejects.toMatchObject({ code: "too_many_rows" });
  });
});

describe("our own file", () => {
  test("puts rows of one item together, repeated or left blank, and says where they disagree", async () => {
    const { items } = await read(`${own}rye,Rye,Bread,R-1,4\n,,,R-2,5\nrye,Rye,,R-3,6\nrye,Wheat,,R-4,7\n`);
    expect(items).toHaveLength(1);
    expect(items[0]!.variants.map(({ fields }) => fields.sku)).toEqual(["R-1", "R-2", "R-3", "R-4"]);
    expect(items[0]!.wrong).toEqual([
      { line: 5, words: "Name is “Wheat” here, but “Rye” in line 2, which is the same item." },
    ]);
  });

  test("says of a row that it has more cells than there are headings", async () => {
    const { items } = await read(`${own}rye,Rye, dark,Bread,R-1,4\n`);
    expect(items[0]!.wrong[0]!.words).toBe("This row has 6 cells under 5 headings.");
  });

  test("takes a row of a million cells for what it is", async () => {
    const { items } = await read(`${own}rye,Rye,Bread,R-1,4${",".repeat(1_000_000)}x\n`);
    expect(items[0]!.wrong[0]!.words).toBe("This row has 1000005 cells under 5 headings.");
  });

  test("knows its headings in any case and order, and says which it does not read", async () => {
    const { items, notes } = await read("PRICE,sku,Colour,name\n4,R-1,red,Rye\n");
    expect(items[0]!.variants[0]!.fields).toEqual({ price: "4", sku: "R-1" });
    expect(notes).toEqual(["Columns that are not read: Colour."]);
  });

  test.each(["=1+1", "-2", "+44", "@home", "'=1+1", "''-x", "\tx", "plain", "'plain", ""])(
    "%j leaves as what no spreadsheet runs, and comes back as it was",
    (words) => {
      expect(withGuard(words)).not.toMatch(/^[=+\-@\t\r]/);
      expect(withoutGuard(withGuard(words))).toBe(words);
    },
  );
});

describe("Shopify's file", () => {
  const fixture = readFileSync("tests/fixtures/shopify-products.csv");

  test("of a farm shop: 31 products, with their options, variants and photos", async () => {
    const { format, rows, items, notes } = await read(fixture);
    expect({ format, rows, items: items.length }).toEqual({ format: "shopify", rows: 54, items: 31 });
    expect(items.flatMap(({ variants }) => variants)).toHaveLength(53);
    expect(notes[0]).toMatch(/^Columns that are not read: Vendor, Tags, Option1 Linked To, .*Cost per item\.$/);
    expect(notes[1]).toMatch(/^The file says that 1\d{3} units are there\. Stock is not imported/);
  });

  test("tells what a product is: its words, its category, whether it is on sale, its photos by their addresses", async () => {
    const { items } = await read(fixture);
    const item = (slug: string) => items.find(({ fields }) => fields.slug === slug)!;
    expect(item("sourdough-loaf").fields).toMatchObject({
      name: "Sourdough Loaf",
      category: "Bread",
      state: "on sale",
      description: "Forty hours from flour to crust.\n- Organic wheat\n- Sea salt & water",
      photoAlt: "A dark sourdough loaf on linen",
    });
    expect(item("sourdough-loaf").notes.map(({ words }) => words)).toEqual([
      expect.stringMatching(/^Photo to add by hand: https:\/\/cdn\.shopify\.com\/.*sourdough-front\.jpg/),
      expect.stringContaining("sourdough-crumb.jpg"),
      expect.stringContaining("sourdough-oven.jpg"),
    ]);
    expect(item("cinnamon-knot").fields.description).not.toContain("alert");
    expect(item("dry-cider").fields.state).toBe("draft");
    expect(item("christmas-hamper").fields.state).toBe("draft");
    expect(item("cafe-blend").fields.category).toBe("Coffee");
    expect(item("gift-card").wrong[0]!.words).toBe("A gift card is not something to collect.");
  });

  test("makes of options a variant's name and size, and undoes the apostrophe before a SKU of digits", async () => {
    const { items } = await read(fixture);
    const variants = (slug: string) =>
      items
        .find(({ fields }) => fields.slug === slug)!
        .variants.map(({ fields }) => [fields.name, fields.size, fields.sku]);
    expect(variants("rye-tin")).toEqual([["", "", "BR-RY-900"]]);
    expect(variants("butter")[0]).toEqual(["Salted", "250 g", "DA-BU-S250"]);
    expect(variants("birthday-cake")[0]).toEqual(["Chocolate, Plain", "6 inch", "CA-CH-6P"]);
    expect(variants("apple-juice").map(([, , sku]) => sku)).toEqual(["00412", "00413"]);
  });

  test("is known with the headings of its newer template too", async () => {
    const { format, items } = await read(
      "Title,URL handle,Description,Product category,Type,Published on online store,Status,SKU,Option1 name,Option1 value,Price,Product image URL\n" +
        "Rye,rye,<p>Dense</p>,,Bread,TRUE,Active,R-1,Size,900 g,4.80,https://x.example/a.jpg\n,rye,,,,,,R-2,,400 g,2.60,\n",
    );
    expect(format).toBe("shopify");
    expect(items[0]).toMatchObject({
      fields: { name: "Rye", description: "Dense", state: "on sale", category: "Bread" },
    });
    expect(items[0]!.variants.map(({ fields }) => fields.size)).toEqual(["900 g", "400 g"]);
  });
});

test.each([
  ["<p>One</p><p>Two</p>", "One\n\nTwo"],
  ["a<br>b<br/>c", "a\nb\nc"],
  ["<ul><li>x</li><li>y</li></ul>", "- x\n- y"],
  ["Fish &amp; chips &lt;3 &#233; &#x1F35E; &nope;", "Fish & chips <3 é 🍞 &nope;"],
  ["<script>alert(1)</script>ok<style>p{}</style>", "ok"],
  ['<img src=x onerror="alert(1)">pic', "pic"],
  ['<p title="a > b">in</p>', "in"],
  ["<!-- no -->yes", "yes"],
  ["<script>never closed", ""],
  ["1 < 2 and 3 > 2", "1 < 2 and 3 > 2"],
  ["<unclosed", ""],
  ["&#0;&#xD800;&#1114112;x", "x"],
  ["  many \n\n  spaces ", "many spaces"],
])("a reader of %j reads %j", (html, text) => {
  expect(textOfHtml(html)).toBe(text);
});
