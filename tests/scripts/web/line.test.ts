import { beforeEach, expect, test } from "vitest";
import { Line, mostInLine } from "@/scripts/web/line";

let line: Line;
let begun: string[];
beforeEach(() => {
  line = new Line();
  begun = [];
});

const join = (network: string, name = network) => line.join(network, () => begun.push(name));
const some = (count: number, network: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => join(network(at), `${network(at)} ${at}`));

test("some begin at once, the others in the order in which they came", () => {
  const leave = some(mostInLine.atOnce + 2, (at) => `network ${at}`);
  expect(begun).toHaveLength(mostInLine.atOnce);
  leave[2]?.();
  expect(begun.at(-1)).toBe(`network ${mostInLine.atOnce} ${mostInLine.atOnce}`);
  leave[0]?.();
  expect(begun).toHaveLength(mostInLine.atOnce + 2);
});

test("who leaves before their turn is passed over, and takes nobody's place", () => {
  const leave = some(mostInLine.atOnce + 3, (at) => `network ${at}`);
  leave[mostInLine.atOnce]?.();
  expect(begun).toHaveLength(mostInLine.atOnce);
  leave[0]?.();
  expect(begun.at(-1)).toBe(`network ${mostInLine.atOnce + 1} ${mostInLine.atOnce + 1}`);
});

test("one network's many let another go before", () => {
  const leave = some(mostInLine.inAll - 10, () => "one");
  join("another");
  expect(begun).not.toContain("another");
  leave[0]?.();
  expect(begun.at(-1)).toBe("another");
});

test("it is full when as many as are answered soon are in it", () => {
  const leave = some(mostInLine.together - 1, (at) => `network ${at}`);
  expect(line.isFull).toBe(false);
  leave.push(join("the last"));
  expect(line.isFull).toBe(true);
  leave[0]?.();
  expect(line.isFull).toBe(false);
});

test("of one network only some count, until there are far too many", () => {
  const leave = some(mostInLine.inAll - 1, () => "one");
  expect(line.isFull).toBe(false);
  leave.push(join("one"));
  expect(line.isFull).toBe(true);
  for (const one of leave) one();
  expect(line.isFull).toBe(false);
});
