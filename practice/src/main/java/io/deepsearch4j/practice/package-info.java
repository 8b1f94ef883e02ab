/// A made-up web with known facts: sites, pages, attachments, an index with holes, and questions
/// with exact answers. Everything follows from one seed.
///
/// Start reading at [PracticeWeb]. Behind it, in this order: [World] says who and what there is;
/// [CompanyFacts] and [InstitutionFacts] say what is true of them and on which page it stands, and
/// that is the [FactTable]; [PracticeSites] writes the pages from the table and from nothing else,
/// so that page and fact cannot disagree; [SearchIndex] holds some of the pages;
/// [PracticeQuestions] joins facts into questions and [LinkGraph] finds the golden paths;
/// [PracticeServer] serves it all.
///
/// A client must take every name under `localhost` for the loopback address (RFC 6761), because not
/// every system resolves such names by itself.
///
/// The index holds home pages, overviews and news, and never deep pages or attachments. A question
/// is called indexed if a page of the index states its answer; if it is not indexed, no page of the
/// index contains its answer in any form.
///
/// This module does not know models and does not know the agent.
@NullMarked
package io.deepsearch4j.practice;

import org.jspecify.annotations.NullMarked;
