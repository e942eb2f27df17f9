type Tag = { name: string } & Record<string, string>;

/** The tags of a mail whose name matches, each with its attributes. */
export function tagsOf(html: string, name: string): Tag[] {
  const found = html.matchAll(new RegExp(`<(${name})((?:\\s+[\\w:-]+(?:="[^"]*")?)*)\\s*/?>`, "gi"));
  return [...found].map(([, tag, attributes]) => ({
    name: tag!.toLowerCase(),
    ...Object.fromEntries(
      [...attributes!.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, decoded(value!)]),
    ),
  }));
}

/** What a reader of a mail sees with pictures off: its words, one space between them. */
export function wordsOf(html: string): string {
  const body = html.replace(/<head[\s\S]*?<\/head>/i, "").replace(/<!--[\s\S]*?-->/g, "");
  const shown = body.replace(/<div style="display:none[\s\S]*?<\/div>\s*<\/div>/i, "");
  return decoded(shown.replace(/<[^>]*>/g, " "))
    .replace(/\s+/g, " ")
    .trim();
}

function decoded(text: string): string {
  const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, number, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    return number ? String.fromCodePoint(Number(number)) : (named[name] ?? whole);
  });
}
