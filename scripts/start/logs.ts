import { prettyFactory } from "pino-pretty";

const columns = 7;

const pretty = prettyFactory({
  colorize: process.stdout.isTTY && !process.env.NO_COLOR,
  ignore: "pid,hostname,process",
  translateTime: "SYS:HH:MM:ss",
  singleLine: true,
});

/** Prints a program's lines under its name; lines of the log are made readable. */
export function sayAs(name: string): (line: string) => void {
  return (line) => {
    const text = line.startsWith("{") ? pretty(line).trimEnd() : line;
    for (const part of text.split("\n")) if (part.trim()) process.stdout.write(`${name.padEnd(columns)}| ${part}\n`);
  };
}
