package io.deepsearch4j.server;

import jakarta.servlet.http.HttpServletResponse;

/// What every answer tells a browser: run only our own files, put us in no frame, tell nobody where
/// the reader came from, guess no types, keep nothing.
final class SecurityHeaders {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'; require-trusted-types-for 'script'";

  private SecurityHeaders() {}

  /// The policy for the page itself, which has one script within it: the list of its modules.
  ///
  /// @param source what allows that script and no other
  static String policyWith(String source) {
    return POLICY.replace("script-src 'self'", "script-src 'self' " + source);
  }

  static void set(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    response.setHeader("Cache-Control", "no-store");
  }
}
