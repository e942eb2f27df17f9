import { db } from "@/lib/db/client";
import type { Permission } from "@/lib/permission";
import { tomorrow } from "@/tests/support/shop";
import {
  aColleague,
  aDeadDelivery,
  aDestination,
  aDrop,
  anImport,
  anItem,
  anOrder,
  aStocktake,
  itemsFile,
} from "@/tests/walk/makes";
import type { World } from "@/tests/walk/world";

/** A page or a route: what it needs to be opened, and where it is if its path has parts to fill. */
export type Place = { needs: Permission | "member"; at?: (world: World) => Promise<string> | string; body?: BodyInit };

/** Pages that need no permission: a customer's, and the steps of signing in. */
export const openPages = /^app\/\((shop|auth)\)\//;

/** Every page of the staff. A new page without a line fails the walk. */
export const pages: Readonly<Record<string, Place>> = {
  "app/admin/page.tsx": { needs: "member" },
  "app/admin/account/page.tsx": { needs: "member" },
  "app/admin/audit/page.tsx": { needs: "audit.view" },
  "app/admin/counter/page.tsx": { needs: "orders.place" },
  "app/admin/deliveries/page.tsx": { needs: "deliveries.view" },
  "app/admin/deliveries/[id]/page.tsx": {
    needs: "deliveries.view",
    at: async (world) => `/admin/deliveries/${await aDeadDelivery(world)}`,
  },
  "app/admin/destinations/page.tsx": { needs: "destinations.view" },
  "app/admin/destinations/new/page.tsx": {
    needs: "destinations.connect",
    at: () => "/admin/destinations/new?kind=webhook",
  },
  "app/admin/destinations/[id]/page.tsx": {
    needs: "destinations.view",
    at: async () => `/admin/destinations/${await aDestination()}`,
  },
  "app/admin/orders/page.tsx": { needs: "orders.view" },
  "app/admin/orders/new/page.tsx": { needs: "orders.place" },
  "app/admin/orders/[id]/page.tsx": {
    needs: "orders.view",
    at: async (world) => `/admin/orders/${await anOrder(world)}`,
  },
  "app/admin/orders/[id]/change/page.tsx": {
    needs: "orders.change",
    at: async (world) => `/admin/orders/${await anOrder(world)}/change`,
  },
  "app/admin/slots/page.tsx": { needs: "orders.view" },
  "app/admin/slots/day/page.tsx": { needs: "slots.change", at: () => "/admin/slots/day?day=2031-02-01" },
  "app/admin/drops/page.tsx": { needs: "catalog.view" },
  "app/admin/drops/new/page.tsx": { needs: "catalog.change" },
  "app/admin/drops/[id]/page.tsx": { needs: "catalog.view", at: async () => `/admin/drops/${await aDrop()}` },
  "app/admin/items/import/page.tsx": { needs: "catalog.import" },
  "app/admin/items/import/[id]/page.tsx": {
    needs: "catalog.import",
    at: async () => `/admin/items/import/${await anImport()}`,
  },
  "app/admin/customers/page.tsx": { needs: "customers.view" },
  "app/admin/customers/[id]/page.tsx": {
    needs: "customers.view",
    at: async (world) => `/admin/customers/${await anOrder(world)}`,
  },
  "app/admin/orders/export/page.tsx": { needs: "orders.export" },
  "app/admin/orders/all/page.tsx": { needs: "orders.view" },
  "app/(print)/admin/print/slips/page.tsx": { needs: "orders.print" },
  "app/(print)/admin/print/pick-list/page.tsx": { needs: "orders.print" },
  "app/(print)/admin/print/tickets/page.tsx": { needs: "orders.print" },
  "app/(preview)/admin/preview/page.tsx": { needs: "catalog.view" },
  "app/(preview)/admin/items/[id]/preview/page.tsx": {
    needs: "catalog.view",
    at: async () => `/admin/items/${(await anItem()).itemId}/preview`,
  },
  "app/admin/plan/page.tsx": { needs: "stock.view" },
  "app/admin/plan/[day]/page.tsx": { needs: "stock.view", at: () => `/admin/plan/${tomorrow}` },
  "app/admin/stock/count/page.tsx": { needs: "stock.view" },
  "app/admin/stock/count/[id]/page.tsx": {
    needs: "stock.view",
    at: async (world) => `/admin/stock/count/${await aStocktake(world)}`,
  },
  "app/admin/stock/count/[id]/review/page.tsx": {
    needs: "stock.view",
    at: async (world) => `/admin/stock/count/${await aStocktake(world)}/review`,
  },
  "app/admin/stock/close/page.tsx": { needs: "stock.view" },
  "app/admin/orders/print/page.tsx": { needs: "orders.print" },
  "app/admin/items/page.tsx": { needs: "catalog.view" },
  "app/admin/items/new/page.tsx": { needs: "catalog.change" },
  "app/admin/items/categories/page.tsx": { needs: "catalog.view" },
  "app/admin/items/[id]/page.tsx": { needs: "catalog.view", at: async () => `/admin/items/${(await anItem()).itemId}` },
  "app/admin/outbox/page.tsx": { needs: "deliveries.view" },
  "app/admin/reports/page.tsx": { needs: "reports.view" },
  "app/admin/settings/page.tsx": { needs: "settings.change" },
  "app/admin/settings/fresh/page.tsx": { needs: "shop.empty" },
  "app/admin/settings/guard/page.tsx": { needs: "settings.change" },
  "app/admin/settings/hours/page.tsx": { needs: "settings.change" },
  "app/admin/settings/times/page.tsx": { needs: "settings.change" },
  "app/admin/settings/messages/page.tsx": { needs: "settings.change" },
  "app/admin/settings/messages/[letter]/page.tsx": {
    needs: "settings.change",
    at: () => "/admin/settings/messages/ready",
  },
  "app/admin/settings/money/page.tsx": { needs: "settings.change" },
  "app/admin/settings/orders/page.tsx": { needs: "settings.change" },
  "app/admin/settings/backup/page.tsx": { needs: "backup.view" },
  "app/admin/staff/page.tsx": { needs: "staff.manage" },
  "app/admin/staff/[id]/page.tsx": {
    needs: "staff.manage",
    at: async () => `/admin/staff/${(await aColleague()).staffId}`,
  },
  "app/admin/waiting/page.tsx": { needs: "waiting.view" },
  "app/admin/stock/page.tsx": { needs: "stock.view" },
  "app/admin/stock/ledger/page.tsx": { needs: "stock.view" },
  "app/admin/stock/many/page.tsx": { needs: "stock.view" },
  "app/admin/stock/moment/page.tsx": { needs: "stock.view" },
  "app/admin/stock/proof/page.tsx": { needs: "stock.view" },
};

/** Routes that need no permission. */
export const openRoutes: Readonly<Record<string, string>> = {
  "app/(shop)/orders/[token]/calendar.ics/route": "the order's address is the permission",
  "app/api/checkout/hold/route": "a customer's cart",
  "app/api/checkout/leave/route": "a customer's cart",
  "app/api/v1/[[...path]]/route": "the public API",
  "app/api/v1/days/route": "the public API",
  "app/api/v1/items/route": "the public API",
  "app/api/v1/openapi.json/route": "the public API",
  "app/api/v1/orders/route": "the public API",
  "app/api/v1/orders/[token]/route": "the order's address is the permission",
  "app/api/auth/[...nextauth]/route": "the password is the permission; tests/web/auth-doors.test.ts",
  "app/api/twilio/inbound/route": "the text service's signature is the permission; tests/web/twilio.test.ts",
  "app/api/twilio/status/route": "the text service's signature is the permission; tests/web/twilio.test.ts",
  "app/api/time/route": "says what time it is",
  "app/api/health/route": "says that the shop is there",
  "app/api/ready/route": "says that the shop is ready",
  "app/photos/[file]/route": "photos are for everyone",
  "app/icon.svg/route": "a picture",
};

/** Every route of the staff, by its method. A new one without a line fails the walk. */
export const routes: Readonly<Record<string, Place>> = {
  "GET app/api/staff/audit/route.ts": { needs: "audit.view" },
  "POST app/api/staff/beat/route.ts": { needs: "orders.view" },
  "POST app/api/staff/photos/route.ts": { needs: "catalog.change", body: "no photo at all" },
  "GET app/api/staff/catalogue/export/route.ts": { needs: "catalog.view" },
  "POST app/api/staff/catalogue/import/route.ts": { needs: "catalog.import", body: itemsFile() },
  "POST app/api/staff/catalogue/import/[id]/route.ts": {
    needs: "catalog.import",
    at: async () => `/api/staff/catalogue/import/${await anImport()}`,
  },
  "GET app/api/staff/catalogue/import/[id]/report/route.ts": {
    needs: "catalog.import",
    at: async () => `/api/staff/catalogue/import/${await anImport()}/report`,
  },
  "GET app/api/staff/deliveries/[id]/pickup.ics/route.ts": {
    needs: "deliveries.view",
    at: async (world) => {
      const id = await aDeadDelivery(world);
      await db().delivery.update({ where: { id }, data: { calendar: "BEGIN:VCALENDAR\r\n" }, select: { id: true } });
      return `/api/staff/deliveries/${id}/pickup.ics`;
    },
  },
  "GET app/api/staff/orders.csv/route.ts": {
    needs: "orders.export",
    at: () => `/api/staff/orders.csv?by=placed&rows=orders&from=${tomorrow}&to=${tomorrow}`,
  },
  "GET app/api/staff/reports/[report]/route.ts": { needs: "reports.view", at: () => "/api/staff/reports/sales" },
  "GET app/api/live/route.ts": { needs: "orders.view", at: () => "/api/live?topics=admin" },
  "GET app/api/live/snapshot/route.ts": { needs: "orders.view", at: () => "/api/live/snapshot?topics=admin" },
  "GET app/api/staff/stock/ledger/route.ts": { needs: "stock.view" },
  "GET app/api/staff/stock/proof/[id]/route.ts": {
    needs: "stock.view",
    at: async () => `/api/staff/stock/proof/${await aProof()}`,
  },
};

async function aProof(): Promise<string> {
  const { proveStock } = await import("@/lib/stock/prove-stock");
  await proveStock({ kind: "system", name: "walk" });
  return (await db().stockProof.findFirstOrThrow({ select: { id: true } })).id;
}
