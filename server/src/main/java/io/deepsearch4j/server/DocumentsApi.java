package io.deepsearch4j.server;

import io.deepsearch4j.web.FolderFile;
import java.io.IOException;
import java.util.List;

/// Lists the documents that a caller's runs may search, takes the caller's own and lets go of them.
final class DocumentsApi {
  private static final String DOCUMENTS = "/api/v1/documents";
  private static final String OWN = DOCUMENTS + "/" + Library.UPLOADS;

  private final Library library;
  private final int maxUpload;

  /// Everything that can be searched.
  record AllDocuments(List<Library.Collection> documents) {}

  DocumentsApi(Library library, int maxUpload) {
    this.library = library;
    this.maxUpload = maxUpload;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            DOCUMENTS,
            "listDocuments",
            "The documents that your runs may search, and what became of each file.",
            AllDocuments.class,
            this::list),
        Route.of(
                Route.Method.POST,
                OWN,
                "uploadDocument",
                "Keeps a file for your own runs; it is read in the background.",
                Route.Bytes.class,
                Route.Good.json(201, FolderFile.class),
                this::upload)
            .with(Route.Parameter.query("name", "string", "what the file is called")),
        Route.of(
            Route.Method.DELETE,
            OWN + "/{name}",
            "removeDocument",
            "Removes a file that you have uploaded.",
            Route.Nothing.class,
            new Route.Good(204, "", Route.Nothing.class),
            this::remove));
  }

  private void list(Exchange exchange) throws IOException {
    exchange.answer(200, new AllDocuments(library.collections(exchange.caller())));
  }

  private void upload(Exchange exchange) throws IOException {
    FolderFile kept;
    try {
      var name = UploadName.of(exchange.parameter("name").orElse(""));
      kept =
          library
              .of(exchange.caller())
              .keep(name, file -> exchange.body(file, maxUpload, "server.max-upload"));
    } catch (ProblemException e) {
      exchange.drain(2L * maxUpload);
      throw e;
    }
    exchange.answer(201, kept);
  }

  private void remove(Exchange exchange) throws IOException {
    String asked = exchange.part("name");
    if (!isRemoved(exchange.caller(), asked)) {
      throw new ProblemException(
          Code.NOT_FOUND, "there is no document of that name; GET /api/v1/documents lists yours");
    }
    exchange.response().setStatus(204);
  }

  // A name that could not have been kept is answered like one that is not there.
  private boolean isRemoved(Caller caller, String asked) throws IOException {
    try {
      return library.of(caller).remove(new UploadName(asked));
    } catch (ProblemException _) {
      return false;
    }
  }
}
