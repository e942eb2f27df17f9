import { describe, expect, it } from "vitest";
import { type Actor, may, requirePermission } from "@/lib/actor";
import { mayRole, type Permission, permissions, type Role } from "@/lib/permission";

const everyone: Role[] = ["owner", "manager", "staff"];
const leads: Role[] = ["owner", "manager"];

/** Said twice on purpose: a permission that is added or widened has to be meant. */
const meant: Record<Permission, Role[]> = {
  "orders.view": everyone,
  "orders.move": everyone,
  "orders.pay": everyone,
  "orders.place": everyone,
  "orders.change": everyone,
  "orders.lift_limit": everyone,
  "orders.note": everyone,
  "orders.print": everyone,
  "orders.cancel": leads,
  "orders.export": leads,
  "customers.view": everyone,
  "customers.erase": leads,
  "catalog.view": everyone,
  "catalog.change": leads,
  "catalog.import": leads,
  "stock.view": everyone,
  "stock.receive": everyone,
  "stock.sell": everyone,
  "stock.write_off": everyone,
  "stock.count": leads,
  "stock.plan": leads,
  "stock.prove": leads,
  "slots.close": everyone,
  "slots.change": leads,
  "waiting.view": everyone,
  "waiting.manage": leads,
  "deliveries.view": everyone,
  "deliveries.send_again": leads,
  "destinations.view": leads,
  "destinations.connect": ["owner"],
  "shop.open": leads,
  "reports.view": leads,
  "settings.change": leads,
  "shop.empty": ["owner"],
  "backup.view": leads,
  "audit.view": leads,
  "staff.manage": ["owner"],
};

describe("the permission table", () => {
  it("holds exactly the permissions that are meant", () => {
    expect([...permissions].sort()).toEqual(Object.keys(meant).sort());
  });

  it.each(permissions)("gives %s to the roles that are meant, and to no other", (permission) => {
    for (const role of everyone) expect(mayRole(role, permission)).toBe(meant[permission].includes(role));
  });

  it.each(permissions)("gives %s to no customer and to nobody", (permission) => {
    const outsiders: (Actor | null)[] = [null, { kind: "customer" }, { kind: "api", name: "a till" }];
    for (const outsider of outsiders) {
      expect(may(outsider, permission)).toBe(false);
      expect(() => requirePermission(outsider, permission)).toThrow(expect.objectContaining({ code: "not_signed_in" }));
    }
  });
});
