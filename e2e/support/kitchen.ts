import { createServer } from "node:http";
import { expect, type Page } from "@playwright/test";

/** Another system, which can be switched to answer otherwise. */
export async function kitchen() {
  const place = {
    status: 204,
    told: [] as { id: string; body: string; headers: Record<string, string> }[],
    url: "",
    close: () => {},
  };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      const headers = request.headers as Record<string, string>;
      if (place.status < 300) place.told.push({ id: headers["webhook-id"]!, body, headers });
      response.writeHead(place.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  place.url = `http://127.0.0.1:${(server.address() as { port: number }).port}/orders`;
  place.close = () => {
    server.closeAllConnections();
    server.close();
  };
  return place;
}

/** Connects a webhook on its page, as an owner does. */
export async function connectWebhook(owner: Page, { name, url }: { name: string; url: string }): Promise<void> {
  await owner.goto("/admin/destinations/new?kind=webhook");
  await owner.getByRole("textbox", { name: "Name" }).fill(name);
  await owner.getByLabel("Address", { exact: true }).fill(url);
  await owner.getByRole("button", { name: "Connect" }).click();
  await owner.getByRole("link", { name: "Go on: send a sample" }).click();
  await expect(owner.getByRole("heading", { name, level: 1 })).toBeVisible();
}
