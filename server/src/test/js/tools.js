// The official MCP client against a running server: node tools.js ADDRESS TOKEN QUESTION
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [address, token, question] = process.argv.slice(2);

async function connected(transport) {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  return client;
}

function overHttp(secret) {
  return new StreamableHTTPClientTransport(new URL(address + "mcp"), {
    requestInit: { headers: { Authorization: "Bearer " + secret } },
  });
}

async function call(client, name, input, options) {
  const result = await client.callTool({ name, arguments: input }, undefined, options);
  if (result.isError) throw new Error(result.content[0].text);
  return result.structuredContent;
}

const seen = {};
const client = await connected(overHttp(token));
seen.tools = (await client.listTools()).tools.map((tool) => tool.name).sort();
const begun = await call(client, "deep_research", { question });
const progress = [];
const result = await call(
  client,
  "research_result",
  { run_id: begun.run_id, wait_seconds: 60 },
  { onprogress: (one) => progress.push(one.progress), resetTimeoutOnProgress: true },
);
seen.answer = result.answer;
seen.progress = progress;
const found = await call(client, "search", { query: "tower" });
seen.found = found.results[0].url;
seen.text = (await call(client, "fetch", { id: found.results[0].id })).text;
seen.refused = (await client.callTool({ name: "fetch", arguments: { id: "x" } })).isError;
await client.close();

try {
  await connected(overHttp("wrong"));
} catch (error) {
  seen.stranger = String(error);
}

console.log(JSON.stringify(seen));
