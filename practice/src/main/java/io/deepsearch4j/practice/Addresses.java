package io.deepsearch4j.practice;

import java.net.URI;

/// Where the sites of a practice web stand: `http://NAME.localhost:PORT`.
record Addresses(int port) {

  String host(String site) {
    return site + ".localhost";
  }

  URI of(String site, String path) {
    return URI.create("http://" + host(site) + ":" + port + path);
  }
}
