// The official MCP client against a program that it starts: node stdio.js COMMAND ARGUMENT...
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const [command, ...args] = process.argv.slice(2);
const client = new Client({ name: "test", version: "1" });
// On a busy machine a program may take longer to start than a client usually waits.
const patience = { timeout: 180_000 };
await client.connect(
  new StdioClientTransport({ command, args, env: process.env, stderr: "ignore" }),
  patience,
);

const seen = {};
seen.tools = (await client.listTools()).tools.map((tool) => tool.name).sort();
const found = (await client.callTool({ name: "search", arguments: { query: "tower" } })).structuredContent;
seen.text = (
  await client.callTool({ name: "fetch", arguments: { id: found.results[0].id } })
).structuredContent.text;
await client.close();
console.log(JSON.stringify(seen));
