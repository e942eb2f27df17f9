/**
 * How Node runs the web process. Young objects get 16 MB at a time: by itself Node lets them have 64 as soon as there is much to do, and the process grows by
 * two hundred megabytes for no order more a second (docs/bench.md).
 */
export const webFlags = ["--max-semi-space-size=16"];
