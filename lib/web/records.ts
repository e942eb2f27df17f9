import { db } from "@/lib/db/client";
import { databaseTrouble } from "@/lib/db/errors";

/** A page may rely on an answer of the database that is at most so old. */
const trustForMs = 1_000;

let answeredAt = Number.NEGATIVE_INFINITY;

/** Whether the database can be reached, as of at most a second ago. A busy database can. */
export async function recordsAnswer(now = performance.now()): Promise<boolean> {
  if (now - answeredAt < trustForMs) return true;
  try {
    await db().$queryRaw`SELECT 1`;
    answeredAt = now;
    return true;
  } catch (error) {
    return databaseTrouble(error) !== "unreachable";
  }
}

/** Whether a request is for a document, rather than for a part of one that a script asked for. */
export function wantsDocument(headers: Headers): boolean {
  return !headers.has("rsc") && !headers.has("next-action") && (headers.get("accept") ?? "").includes("text/html");
}

/**
 * The page of an outage, needing nothing but itself. One that was only looked at comes back by itself; one that was sent a
 * form waits for a person, who finds in the page before what was typed.
 */
export function outagePage(nonce: string, method: string): string {
  const looking = method === "GET";
  const words = looking
    ? "It tries again by itself. Nothing you did is lost."
    : "Nothing was changed. Go back, and send it again in a moment: what you typed is still there.";
  return `<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Out of touch</title>
<style>${style}</style>
${looking ? comesBack(nonce) : ""}
</head>
<body>
<main>
<h1>The shop cannot reach its records.</h1>
<p role="status">${words}</p>
${looking ? '<p><a href="">Try again</a></p>' : ""}
</main>
</body>
</html>`;
}

function comesBack(nonce: string): string {
  return `<noscript><meta http-equiv="refresh" content="10"></noscript>
<script nonce="${nonce}">
setInterval(async () => {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
  if (answer && answer.status !== 503) location.reload();
}, 3000);
</script>`;
}

const style = `
:root { color-scheme: light dark; }
body { margin: 0; padding: clamp(24px, 9vh, 96px) 16px 32px; display: flex; justify-content: center;
  background: light-dark(#f1efe9, #121110); color: light-dark(#1b1915, #f4f1ea);
  font: 400 1rem/1.5 "Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", sans-serif; }
main { box-sizing: border-box; width: 100%; max-width: 400px; height: max-content; padding: 28px 24px 24px;
  border: 1px solid light-dark(#dfdbd1, #37342e); border-radius: 10px; background: light-dark(#ffffff, #22201d); }
h1 { margin: 0; font-size: 1.375rem; font-weight: 650; line-height: 1.25; letter-spacing: -.014em; }
p { margin: 6px 0 0; color: light-dark(#4c473f, #c6c0b4); }
a { display: inline-flex; align-items: center; justify-content: center; min-height: 48px; margin-top: 18px; padding: 0 20px;
  border-radius: 6px; background: light-dark(#1b1915, #f4f1ea); color: light-dark(#ffffff, #1b1915); font-weight: 620;
  text-decoration: none; }
a:focus-visible { outline: 2px solid light-dark(#1b1915, #f4f1ea); outline-offset: 2px; }`;
