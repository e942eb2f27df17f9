import { expect, test } from "vitest";
import { formLimitBytes, refuseUnreadableForm } from "@/lib/web/unreadable-form";

type Sent = { page?: string; type?: string; body: BodyInit; headers?: Record<string, string> };

const multipart = "multipart/form-data; boundary=x";
const action = { "next-action": "0".repeat(42) };

async function statusOf({ page = "/checkout", type, body, headers = {} }: Sent) {
  const request = new Request(`http://localhost${page}`, {
    method: "POST",
    body,
    headers: { ...(type && { "content-type": type }), ...headers },
  });
  const refused = await refuseUnreadableForm(request);
  expect(request.bodyUsed).toBe(false);
  return refused?.status ?? null;
}

test("a form as browsers send it is let through unread", async () => {
  const form = new FormData();
  form.append("name", "Zoë 🥐");
  form.append("note", "two\r\nlines");
  expect(await statusOf({ body: form })).toBeNull();
  expect(await statusOf({ body: new FormData() })).toBeNull();
  form.append("0", '[{},"$K1"]');
  expect(await statusOf({ body: form, headers: action })).toBeNull();
  expect(await statusOf({ body: "a=b", type: "application/x-www-form-urlencoded" })).toBeNull();
});

test.each([
  ["garbage", { body: "garbage", type: multipart }],
  ["an end that is missing", { body: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb', type: multipart }],
  ["no boundary", { body: "--x--", type: "multipart/form-data" }],
  ["values in place of a form", { body: '[{},"$Q1"]', type: "text/plain;charset=UTF-8", headers: action }],
])("%s is refused as broken", async (_, sent: Sent) => expect(await statusOf(sent)).toBe(400));

test.each(["[[", '"x"', "null", undefined])("a form whose action is sent %j is refused as broken", async (values) => {
  const form = new FormData();
  form.append("1_name", "Zoë");
  if (values !== undefined) form.append("0", values);
  expect(await statusOf({ body: form, headers: action })).toBe(400);
});

test("more than a page takes is refused as too large, before it is read", async () => {
  const headers = { "content-length": String(formLimitBytes + 1) };
  expect(await statusOf({ body: "--x--", type: multipart, headers })).toBe(413);
});

test("staff pages call actions with a list of values, and with nothing else", async () => {
  const call = { page: "/admin/counter", type: "text/plain;charset=UTF-8", headers: action };
  expect(await statusOf({ ...call, body: '[{"variantId":"var_1"}]' })).toBeNull();
  for (const body of ["", "[[", '"x"', "null"]) expect([body, await statusOf({ ...call, body })]).toEqual([body, 400]);
});
