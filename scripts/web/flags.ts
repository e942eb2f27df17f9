/**
 * How Node runs the web process. Young objects get 32 MB at a time: by itself Node lets them have 64 as soon as there is much to do, and the process grows by
 * two hundred megabytes for no order more a second. With 16 orders are slower beside many open pages (docs/decisions/0046-a-stream-goes-around-next.md).
 */
export const webFlags = ["--max-semi-space-size=32"];
