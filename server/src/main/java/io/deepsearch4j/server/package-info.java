/// The same agent and models over HTTP: runs API, OpenAI-compatible API, description, numbers.
///
/// Start reading at [DeepSearchServer]: it puts together what it was given ([Foundation]), a table
/// of everything that can be asked for ([Route], [Routes]) and the door that everything passes
/// ([Access]: Host and Origin, token or session, how often). The description of the API ([OpenApi])
/// is made from the same table.
///
/// **Runs.** [RunsApi] starts and steers, [RunResults] reads, [Commission] takes wishes ([RunWish])
/// for every door alike. [Audience] follows the store for all who watch, one [Channel] for each run
/// that is watched; [EventStream] sends what comes to one client, as events or in the guise of
/// another protocol ([EventSink]).
///
/// **Documents and settings.** [Library] knows what runs may search: offered folders and each
/// caller's own files ([Uploads]), which [IndexPasses] has read in the background. [DocumentsApi]
/// and [SettingsApi] are the doors to it and to the [Settings]. Uploaded files lie in the home
/// folder under `uploads/HASH/`, named as they were sent, where `HASH` is the beginning of the
/// SHA-256 of the caller's name.
///
/// **Clients of others.** [OpenAiApi] and [ResponsesApi] serve a map from name to model; the agent
/// is three names in it ([AgentModel]), its run a completion ([AgentCompletion]) or a response
/// ([AgentResponses]).
///
/// **The page.** [WebUi] serves it from the class path: `web/index.html` names the modules,
/// `app.js` is the frame around the screens, `run-model.js` what the page knows of a run,
/// `events.js` how it stays in touch. All of it uses the same API as everybody else.
///
/// This module does not know how the agent and the models work inside.
@NullMarked
package io.deepsearch4j.server;

import org.jspecify.annotations.NullMarked;
