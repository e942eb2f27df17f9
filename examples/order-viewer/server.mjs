// The other system: shows orders as they arrive. See README.md.
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const {
  ORDER_VIEWER_PORT: port = "3001",
  ORDER_VIEWER_HOST: host = "127.0.0.1",
  ORDER_VIEWER_SECRET: secret,
} = process.env;
if (!secret) throw new Error("Set ORDER_VIEWER_SECRET to the destination's secret (whsec_...).");

const webhook = new Webhook(secret);
const seen = new Set(); // webhook-ids: a message may come twice
const orders = new Map(); // id → the newest message about it
const watchers = new Set(); // open pages

function receive(id, message) {
  if (seen.has(id)) return;
  seen.add(id);
  if (seen.size > 5000) seen.delete(seen.values().next().value);
  const { order } = message.data;
  if (!order) return; // a stock level's message
  if ((orders.get(order.id)?.data.order.revision ?? 0) > order.revision) return; // a late arrival
  orders.delete(order.id);
  orders.set(order.id, message);
  if (orders.size > 200) orders.delete(orders.keys().next().value);
  for (const page of watchers) page.write(`data: ${JSON.stringify(list())}\n\n`);
}

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const text = (value) => String(value ?? "").replace(/[&<>"]/g, (mark) => escapes[mark]);

function ticket({ timestamp, data: { order }, shop }) {
  const money = new Intl.NumberFormat(order.locale, { style: "currency", currency: order.currency });
  const amount = money.format(order.totals.total / 10 ** money.resolvedOptions().maximumFractionDigits);
  const show = (when, options) =>
    new Intl.DateTimeFormat(order.locale, { timeZone: shop.timezone, ...options }).format(new Date(when));
  const day =
    order.fulfilment.slot_start &&
    show(order.fulfilment.slot_start, { weekday: "long", day: "numeric", month: "long" });
  const lines = order.lines.map(
    (line) => `<li><b>${line.quantity}</b> ${text(line.name)} <small>${text(line.variant)}</small></li>`,
  );
  return `<article class="${text(order.status)}"><header><h2>${text(order.number)}</h2><span>${text(order.status.replace("_", " "))}</span></header>
    <p>${text(order.customer.name)}${day ? `, ${text(day)}` : ""}</p><ul>${lines.join("")}</ul>${order.note ? `<p class="note">${text(order.note)}</p>` : ""}
    <footer><time>${text(show(timestamp, { timeStyle: "medium" }))}</time><b>${text(amount)}</b></footer></article>`;
}

const list = () =>
  [...orders.values()].reverse().map(ticket).join("") ||
  `<p class="empty">No orders yet. The next one appears here by itself.</p>`;

const page =
  () => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Order viewer</title><style>
:root{color-scheme:light dark;--paper:#F4F1EA;--card:#FFFDF9;--ink:#221D18;--soft:#5D544A;--line:#DED5C4;--new:#2C5A3C}
@media(prefers-color-scheme:dark){:root{--paper:#171512;--card:#211E1A;--ink:#F3EDE1;--soft:#B9AF9F;--line:#38332C;--new:#A5CBA4}}
body{margin:0;padding:24px clamp(16px,4vw,48px);background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
h1{font:600 1.5rem/1.2 Georgia,serif;margin:0}body>p{color:var(--soft);margin:4px 0 24px}
main{display:grid;gap:16px;grid-template-columns:repeat(auto-fill,minmax(250px,1fr));align-items:start}
article{background:var(--card);border:1px solid var(--line);border-top:5px solid var(--line);border-radius:8px;padding:14px 18px}
article.placed{border-top-color:var(--new)}article.cancelled{opacity:.6}article.cancelled h2{text-decoration:line-through}
header,footer{display:flex;justify-content:space-between;align-items:baseline}h2{font:600 2.75rem/1 Georgia,serif;margin:0}
header span{color:var(--soft)}article p{margin:6px 0;color:var(--soft)}ul{list-style:none;margin:10px 0;padding:10px 0;border-block:1px solid var(--line)}
small,time{color:var(--soft)}.note{font-style:italic}.empty{grid-column:1/-1;text-align:center;padding:12vh 0;color:var(--soft)}
</style><h1>Order viewer</h1><p>Another system. It knows only what the shop sends it.</p><main aria-live="polite">${list()}</main>
<script>new EventSource("/stream").onmessage=(e)=>{document.querySelector("main").innerHTML=JSON.parse(e.data)}</script></html>`;

async function read(request) {
  const chunks = [];
  for await (const chunk of request)
    if (chunks.push(chunk) && Buffer.concat(chunks).length > 65536) throw new Error("too large");
  return Buffer.concat(chunks);
}

const server = createServer(async (request, response) => {
  if (request.method === "POST") {
    try {
      receive(request.headers["webhook-id"], webhook.verify(await read(request), request.headers));
      return response.writeHead(204).end();
    } catch (error) {
      return response.writeHead(400, { "content-type": "text/plain" }).end(`Not taken: ${error.message}\n`);
    }
  }
  if (request.url !== "/stream")
    return response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page());
  response
    .writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" })
    .write(`data: ${JSON.stringify(list())}\n\n`);
  watchers.add(response.on("close", () => watchers.delete(response)));
});

for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => process.exit(0));
server.listen(Number(port), host, () => console.log(`The order viewer is at http://${host}:${port}`));
