import type { IconName } from "@/components/layout/admin-icons";
import { mayRole, type Permission, type Role } from "@/lib/permission";

export type AdminPlace = {
  href: string;
  icon: IconName;
  words: string;
  /** The letter that leads there after "g". */
  key: string;
  permission: Permission;
};

/** The staff pages in the order of the navigation; its first group is what a phone has at its foot. */
const groups: readonly (readonly AdminPlace[])[] = [
  [
    { href: "/admin", icon: "today", words: "Today", key: "t", permission: "orders.view" },
    { href: "/admin/orders", icon: "orders", words: "Orders", key: "o", permission: "orders.view" },
    { href: "/admin/counter", icon: "counter", words: "Counter", key: "c", permission: "orders.place" },
    { href: "/admin/stock", icon: "stock", words: "Stock", key: "s", permission: "stock.view" },
  ],
  [
    { href: "/admin/items", icon: "items", words: "Items", key: "i", permission: "catalog.view" },
    { href: "/admin/drops", icon: "drop", words: "Drops", key: "m", permission: "catalog.view" },
    { href: "/admin/plan", icon: "plan", words: "Bake plan", key: "b", permission: "stock.plan" },
    { href: "/admin/waiting", icon: "waiting", words: "Waiting lists", key: "w", permission: "waiting.view" },
    { href: "/admin/slots", icon: "drop", words: "Pickup times", key: "p", permission: "orders.view" },
    { href: "/admin/customers", icon: "customers", words: "Customers", key: "u", permission: "customers.view" },
    { href: "/admin/deliveries", icon: "deliveries", words: "Deliveries", key: "d", permission: "deliveries.view" },
    {
      href: "/admin/destinations",
      icon: "export",
      words: "Destinations",
      key: "n",
      permission: "destinations.view",
    },
    { href: "/admin/outbox", icon: "outbox", words: "Outbox", key: "x", permission: "deliveries.view" },
    { href: "/admin/reports", icon: "reports", words: "Reports", key: "r", permission: "reports.view" },
  ],
  [
    { href: "/admin/staff", icon: "staff", words: "Staff", key: "f", permission: "staff.manage" },
    { href: "/admin/audit", icon: "audit", words: "Audit log", key: "a", permission: "audit.view" },
    { href: "/admin/settings", icon: "settings", words: "Settings", key: "e", permission: "settings.change" },
  ],
];

/** The pages that a role may open, in their groups. */
export function placesOf(role: Role): AdminPlace[][] {
  return groups.map((group) => group.filter(({ permission }) => mayRole(role, permission)));
}

/** Whether a page is the one of this entry, or below it. */
export function isAt(path: string, href: string): boolean {
  return path === href || (href !== "/admin" && path.startsWith(`${href}/`));
}
