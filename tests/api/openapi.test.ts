import { describe, expect, test } from "vitest";
import { openApi } from "@/app/api/v1/openapi";
import { problemCodes } from "@/lib/web/problem";

const description = openApi();
const text = JSON.stringify(description);

function refsIn(json: string): string[] {
  return [...json.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!);
}

describe("the description of the API", () => {
  test("is OpenAPI 3.1 and names every address of version 1", () => {
    expect(description.openapi).toBe("3.1.0");
    expect(Object.keys(description.paths)).toEqual([
      "/api/v1/days",
      "/api/v1/items",
      "/api/v1/orders",
      "/api/v1/orders/{token}",
      "/api/health",
      "/api/ready",
    ]);
  });

  test("every reference leads somewhere", () => {
    const schemas = description.components.schemas;
    for (const ref of refsIn(text)) expect(Object.keys(schemas)).toContain(ref.replace("#/components/schemas/", ""));
    expect(refsIn(text).length).toBeGreaterThan(5);
  });

  test("an order's fields and bounds are those that are checked", () => {
    expect(description.components.schemas.OrderContent).toMatchObject({
      type: "object",
      required: ["lines", "customer"],
      additionalProperties: false,
      properties: {
        lines: {
          minItems: 1,
          maxItems: 50,
          items: { properties: { quantity: { type: "integer", minimum: 1, maximum: 999 } } },
        },
      },
    });
  });

  test("each refusal of placing an order stands under its status", () => {
    const { responses } = description.paths["/api/v1/orders"].post;
    for (const code of ["out_of_stock", "price_changed", "not_on_sale", "limit_passed", "day_closed", "key_reused"]) {
      const status = problemCodes.find((known) => known.code === code)?.status;
      expect(JSON.stringify(responses[String(status)])).toContain(`\`${code}\``);
    }
  });
});
