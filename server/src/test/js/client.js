// The official OpenAI client against a running server: node client.js ADDRESS TOKEN QUESTION
import OpenAI from "openai";

const [address, token, question] = process.argv.slice(2);
const client = new OpenAI({ baseURL: address + "v1", apiKey: token, maxRetries: 0 });
const seen = {};

const completion = await client.chat.completions.create({
  model: "deepsearch",
  messages: [{ role: "user", content: question }],
});
seen.content = completion.choices[0].message.content;
seen.citation = completion.choices[0].message.annotations[0].url_citation.url;

const stream = await client.chat.completions.create({
  model: "deepsearch",
  messages: [{ role: "user", content: question }],
  stream: true,
});
seen.streamed = "";
for await (const chunk of stream) {
  seen.streamed += chunk.choices[0]?.delta?.content ?? "";
}

const tools = await client.chat.completions.create({
  model: "small",
  messages: [{ role: "user", content: "Weather?" }],
  tools: [{ type: "function", function: { name: "weather", parameters: { type: "object" } } }],
});
seen.tool = tools.choices[0].message.tool_calls[0].function.name;

let response = await client.responses.create({ model: "deepsearch", input: question, background: true });
while (response.status === "queued" || response.status === "in_progress") {
  await new Promise((resolve) => setTimeout(resolve, 50));
  response = await client.responses.retrieve(response.id);
}
seen.response = response.output_text;

const cancelled = await client.responses.create({ model: "deepsearch", input: question, background: true });
await client.responses.cancel(cancelled.id);
seen.cancelled = (await client.responses.retrieve(cancelled.id)).id === cancelled.id;

try {
  await new OpenAI({ baseURL: address + "v1", apiKey: "wrong", maxRetries: 0 }).models.list();
} catch (error) {
  seen.refused = error.status;
}
console.log(JSON.stringify(seen));
