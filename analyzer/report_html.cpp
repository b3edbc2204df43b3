#include "analyzer/report_html.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "analyzer/html_graph.h"
#include "analyzer/html_text.h"
#include "analyzer/report_html_style.h"
#include "analyzer/report_lines.h"
#include "analyzer/rules.h"

namespace undumpy {

namespace {

// "12 345": easier to read than 12345.
std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), "\u202F");
  return text;
}

std::string_view class_of(const CheckReport& report) {
  return report.modules == 0 || report.errors > 0 ? "error"
         : report.warnings > 0                    ? "warning"
                                                  : "fine";
}

std::string_view class_of(Severity severity) { return name_of(severity); }

std::string badge(std::string_view kind, std::string_view text) {
  return fmt::format("<span class=\"badge {}\">{}</span>", kind, html(text));
}

// A cell of a table; 0 and what is not known are less conspicuous.
std::string number_cell(std::optional<std::uint64_t> number, bool bad = false) {
  return fmt::format("<td class=\"number{}\">{}</td>",
                     bad                       ? " bad"
                     : number.value_or(0) == 0 ? " none"
                                               : "",
                     number ? grouped(*number) : "–");
}

// The sections about one snapshot.
class SnapshotSection {
 public:
  SnapshotSection(const CheckReport& report, std::string prefix)
      : report_(report), prefix_(std::move(prefix)) {
    for (std::size_t i = 0; i < report_.tables.size(); ++i)
      tables_[report_.tables[i].table] = {fmt::format("#{}t{}", prefix_, i), false};
    for (std::size_t i = 0; i < report_.groups.size(); ++i) {
      const FindingGroup& group = report_.groups[i];
      if (group.table.empty()) continue;
      TableFindings& found = findings_of_[group.table];
      found.count += group.count;
      if (found.group.empty() || group.severity > found.severity)
        found.group = fmt::format("#{}f{}", prefix_, i), found.severity = group.severity;
      if (const auto table = tables_.find(group.table);
          table != tables_.end() && group.severity == Severity::Error)
        table->second.damaged = true;
    }
  }

  std::string html_text() const {
    return facts() + verdict() + tiles() + contents() + findings() + baseline() + drift() +
           tables() + references();
  }

 private:
  struct TableFindings {
    std::uint64_t count = 0;
    Severity severity = Severity::Info;
    std::string group;  // link to the first of the worst
  };

  std::string heading(std::string_view anchor, std::string_view title,
                      std::string_view more = {}) const {
    return fmt::format("<h2 id=\"{}{}\">{}{}</h2>\n", prefix_, anchor, html(title),
                       more.empty() ? "" : fmt::format(" <small>{}</small>", html(more)));
  }

  std::string facts() const {
    std::string text;
    const auto fact = [&](std::string_view name, const std::string& value) {
      if (!value.empty())
        text += fmt::format("{}{} <b>{}</b>", text.empty() ? "" : " · ", name, html(value));
    };
    fact("generation", report_.generation);
    fact("version", report_.source_version);
    std::string languages;
    for (const std::string& language : report_.languages)
      languages += (languages.empty() ? "" : ", ") + language;
    fact("languages", languages);
    fact("checked against", report_.against);
    return text.empty() ? "" : fmt::format("<p class=\"facts\">{}</p>\n", text);
  }

  std::string verdict() const {
    const std::string judgement = report_.judgement();
    return fmt::format("<div class=\"verdict {}\"><b>{}</b><span>{}</span></div>\n",
                       class_of(report_), html(judgement),
                       html(report_.verdict().substr(judgement.size() + 2)));
  }

  std::string tiles() const {
    const auto tile = [](std::string_view kind, std::string_view name, std::uint64_t number) {
      return fmt::format("<div class=\"{}\"><dt>{}</dt><dd>{}</dd></div>", number > 0 ? kind : "",
                         name, grouped(number));
    };
    return "<dl class=\"tiles\">" + tile("error", "errors", report_.errors) +
           tile("warning", "warnings", report_.warnings) + tile("", "notes", report_.notes) +
           tile("", "rows", report_.rows) +
           tile("error", "not understood", report_.not_understood) +
           tile("", "tables", report_.tables.size()) + tile("", "modules", report_.modules) +
           "</dl>\n";
  }

  std::string contents() const {
    std::string text;
    const auto link = [&](bool there, std::string_view anchor, std::string_view title) {
      if (there) text += fmt::format("<a href=\"#{}{}\">{}</a>", prefix_, anchor, title);
    };
    link(!report_.groups.empty(), "findings", "Findings");
    link(has_baseline(), "baseline", "Baseline");
    link(!report_.differences.empty(), "drift", "Drift");
    link(!report_.tables.empty(), "tables", "Tables");
    link(!report_.references.empty(), "references", "References");
    return fmt::format("<nav>{}</nav>\n", text);
  }

  std::string source(const Diagnostic& finding) const {
    if (finding.place.line == 0 || finding.place.source.empty()) return "";
    const MarkedLine line = marked_line(finding.place);
    const std::string number = std::to_string(finding.place.line);
    // What marked_line() gives is printable: html() only escapes it.
    return fmt::format(
        "<pre><span class=\"gutter\">{} │ </span>{}<mark>{}</mark>{}\n"
        "<span class=\"gutter\">{} │ </span><span class=\"caret\">{}</span></pre>\n",
        number, html(line.before), html(line.marked), html(line.after),
        std::string(number.size(), ' '), carets_below(line));
  }

  static std::string detail(const Diagnostic& finding) {
    std::string text;
    for (const DetailLine& line : detail_lines(finding)) {
      const std::string shown = html(line.text);
      text += line.kind == DetailLine::Kind::Added     ? fmt::format("<ins>{}</ins>\n", shown)
              : line.kind == DetailLine::Kind::Removed ? fmt::format("<del>{}</del>\n", shown)
                                                       : shown + "\n";
    }
    return text.empty() ? "" : fmt::format("<pre>{}</pre>\n", text);
  }

  static std::string advice(const Diagnostic& finding) {
    std::string text;
    if (!finding.why.empty())
      text += fmt::format("<dt>why it matters</dt><dd>{}</dd>", html(finding.why));
    if (!finding.next.empty())
      text += fmt::format("<dt>what to do</dt><dd>{}</dd>", html(finding.next));
    return text.empty() ? "" : fmt::format("<dl class=\"advice\">{}</dl>\n", text);
  }

  std::string occurrence(const Diagnostic& finding) const {
    std::string text = "<div class=\"occurrence\">";
    const std::string place = to_text(finding.place);
    text += fmt::format("<p>{}{}</p>\n",
                        place.empty() ? "" : fmt::format("<code>{}</code> ", html(place)),
                        html(finding.message));
    text += source(finding);
    if (const std::string row = row_line(finding); !row.empty())
      text += fmt::format("<p class=\"soft\">row <code>{}</code></p>\n", html(row));
    return text + detail(finding) + "</div>\n";
  }

  static std::string page(const Rule& rule) {
    return fmt::format(
        "<details class=\"page\"><summary>About {} {}</summary><p>{}</p><p>{}</p>"
        "<pre>{}</pre><p>{}</p></details>\n",
        rule.code, rule.name, lines(rule.what), lines(rule.why), lines(rule.example),
        lines(rule.next));
  }

  // The text of a rule has line ends, which stay.
  static std::string lines(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      result += (at == 0 ? "" : "\n") + html(text.substr(at, end - at));
      at = end + 1;
    }
    return result;
  }

  std::string group(const FindingGroup& group, std::size_t number) const {
    const std::string where =
        group.table.empty() ? "" : group.table + (group.column.empty() ? "" : "." + group.column);
    std::string text = fmt::format(
        "<details class=\"card finding {}\" id=\"{}f{}\"{}><summary>{} <span class=\"name\">{} "
        "{}</span> <span class=\"soft\">{}</span>"
        "<code class=\"where\">{}</code></summary>\n<div class=\"body\">\n",
        class_of(group.severity), prefix_, number, group.severity == Severity::Info ? "" : " open",
        badge(class_of(group.severity), name_of(group.severity)), group.rule->code,
        group.rule->name, group.count > 1 ? fmt::format("× {}", grouped(group.count)) : "",
        html(where));
    for (std::size_t i = 0; i < group.first.size(); ++i) {
      const Diagnostic& here = group.first[i];
      text += occurrence(here);
      const bool again = i + 1 < group.first.size() && group.first[i + 1].why == here.why &&
                         group.first[i + 1].next == here.next;
      if (!again) text += advice(here);
    }
    if (group.count > group.first.size())
      text += fmt::format("<p class=\"soft\">… and {} more{}</p>\n",
                          grouped(group.count - group.first.size()), html(in_place_of(group)));
    return text + page(*group.rule) + "</div></details>\n";
  }

  std::string findings() const {
    if (report_.groups.empty()) return "";
    std::string text = heading("findings", "Findings",
                               counted(report_.groups.size(), "group") + ", the worst first");
    for (std::size_t i = 0; i < report_.groups.size(); ++i) text += group(report_.groups[i], i);
    return text;
  }

  [[nodiscard]] bool has_baseline() const { return report_.known > 0 || !report_.stale.empty(); }

  std::string baseline() const {
    if (!has_baseline()) return "";
    std::string text = heading("baseline", "Baseline");
    text += fmt::format("<p>{} in the baseline, not counted above.</p>\n",
                        counted(report_.known, "known finding"));
    if (report_.stale.empty()) return text;
    text += "<p>Not found any more:</p>\n<ul>\n";
    for (const Baseline::Entry& entry : report_.stale)
      text += fmt::format("<li>{}</li>\n", html(line_of(entry)));
    return text + "</ul>\n";
  }

  std::string drift() const {
    if (report_.differences.empty()) return "";
    std::string text = heading("drift", "Drift", "against " + report_.against);
    text +=
        "<div class=\"card scroll\"><table><thead><tr><th>table</th><th>column</th>"
        "<th>the snapshot has</th><th>the other side has</th><th class=\"number\">rows "
        "affected</th><th>rule</th></tr></thead><tbody>\n";
    const auto side = [](const std::string& value) {
      return value.empty() ? std::string("<span class=\"absent\">nothing</span>")
                           : fmt::format("<code>{}</code>", html(value));
    };
    for (const Difference& difference : report_.differences)
      text += fmt::format(
          "<tr><td class=\"mono\">{}</td><td class=\"mono\">{}</td><td>{}</td><td>{}</td>"
          "{}<td>{} {}</td></tr>\n",
          html(difference.table), html(difference.column), side(difference.snapshot),
          side(difference.against), number_cell(difference.rows, difference.rows > 0),
          difference.rule->code, difference.rule->name);
    return text + "</tbody></table></div>\n";
  }

  // Found, and not understood; the outline is what is announced. Tables differ by thousands: the
  // square root of the number is drawn, on a scale that all share.
  static std::string bar(const TableSummary& table, std::uint64_t most) {
    constexpr double Width = 200;
    const auto length = [&](std::uint64_t number) {
      if (number == 0 || most == 0) return 0.0;
      return Width * std::sqrt(static_cast<double>(number) / static_cast<double>(most));
    };
    const double found = length(table.rows);
    const double lost = std::min(found, length(table.not_understood));
    return fmt::format(
        "<svg viewBox=\"0 0 {0} 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
        "<rect class=\"track\" width=\"{1:.1f}\" height=\"10\"/>"
        "<rect class=\"found\" width=\"{2:.1f}\" height=\"10\"/>"
        "<rect class=\"lost\" x=\"{3:.1f}\" width=\"{4:.1f}\" height=\"10\"/></svg>",
        Width, length(table.announced.value_or(0)), found, found - lost, lost);
  }

  std::string table_line(std::size_t number, std::uint64_t most) const {
    const TableSummary& table = report_.tables[number];
    const auto found = findings_of_.find(table.table);
    const bool differs = table.announced && *table.announced != table.rows;
    std::string model = html(table.model);
    if (!table.parent.empty())
      model += fmt::format(" <span class=\"soft\">is a {}</span>", html(table.parent));
    return fmt::format(
        "<tr id=\"{}t{}\"><td class=\"mono\">{}</td><td>{}</td><td class=\"bar\">{}</td>"
        "{}{}{}{}<td class=\"number\">{}</td></tr>\n",
        prefix_, number, html(table.table), model, bar(table, most),
        number_cell(table.announced, differs), number_cell(table.rows, differs),
        number_cell(table.not_understood, table.not_understood > 0),
        number_cell(table.modules.size()),
        found == findings_of_.end()
            ? ""
            : fmt::format("<a href=\"{}\">{}</a>", found->second.group,
                          badge(class_of(found->second.severity), grouped(found->second.count))));
  }

  std::string tables() const {
    if (report_.tables.empty()) return "";
    std::uint64_t most = 0;
    for (const TableSummary& table : report_.tables)
      most = std::max({most, table.rows, table.announced.value_or(0)});
    std::string text = heading("tables", "Tables", "in the order in which they are loaded");
    text +=
        "<div class=\"card scroll\"><table><thead><tr><th>table</th><th>model</th><th "
        "title=\"square-root scale\">rows</th>"
        "<th class=\"number\">announced</th><th class=\"number\">found</th>"
        "<th class=\"number\">not understood</th><th class=\"number\">modules</th>"
        "<th class=\"number\">findings</th></tr></thead><tbody>\n";
    for (std::size_t i = 0; i < report_.tables.size(); ++i) text += table_line(i, most);
    return text + "</tbody></table></div>\n";
  }

  static std::string legend() {
    const auto line = [](std::string_view kind, std::string_view text) {
      return fmt::format(
          "<span><svg width=\"34\" height=\"8\"><path class=\"edge {}\" d=\"M0 4H34\"/></svg>{}"
          "</span>",
          kind, text);
    };
    return "<div class=\"legend\">" + line("certain", "certain") + line("likely", "likely") +
           line("guess", "a guess") + line("parent", "child to parent") +
           line("upward", "closes a circle") +
           "<span>↻ refers to itself</span><span>lines lead to the left, to the table that is "
           "referred to</span></div>\n";
  }

  std::string references() const {
    if (report_.references.empty()) return "";
    std::string text =
        heading("references", "References",
                counted(report_.references.size(), "column") + " that refer to rows");
    const std::string drawing = graph_svg(report_.references, tables_, prefix_ + "g");
    if (!drawing.empty()) text += legend() + "<div class=\"card graph\">\n" + drawing + "</div>\n";
    text += fmt::format("<details class=\"page\"{}><summary>As a list, with the evidence</summary>",
                        drawing.empty() ? " open" : "");
    text +=
        "<div class=\"card scroll\"><table><thead><tr><th>table</th><th>column</th><th>refers "
        "to</th><th>confidence</th><th>evidence</th></tr></thead><tbody>\n";
    for (const Reference& reference : report_.references)
      text += fmt::format(
          "<tr><td class=\"mono\">{}</td><td class=\"mono\">{}</td><td class=\"mono\">{}</td>"
          "<td>{}</td><td>{}</td></tr>\n",
          html(reference.table), html(reference.column), html(reference.target),
          to_string(reference.confidence), html(reference.evidence));
    return text + "</tbody></table></div></details>\n";
  }

  const CheckReport& report_;
  const std::string prefix_;
  std::map<std::string, GraphTable> tables_;
  std::map<std::string, TableFindings> findings_of_;
};

std::string overview_line(const CheckReport& report, std::size_t number) {
  return fmt::format("<tr><td><a href=\"#s{}\">{}</a></td><td>{}</td>{}{}{}{}{}</tr>\n", number,
                     html(report.snapshot), badge(class_of(report), report.judgement()),
                     number_cell(report.rows), number_cell(report.tables.size()),
                     number_cell(report.not_understood, report.not_understood > 0),
                     number_cell(report.errors, report.errors > 0), number_cell(report.warnings));
}

std::string several(std::span<const CheckReport> reports) {
  const std::string title = counted(reports.size(), "snapshot");
  std::string text = fmt::format("<h1>{}</h1>\n<p class=\"facts\">{}</p>\n", title,
                                 html(verdict_of(reports).substr(title.size() + 2)));
  text +=
      "<h2>Overview</h2>\n<div class=\"card scroll\"><table><thead><tr><th>snapshot</th>"
      "<th>judgement</th><th class=\"number\">rows</th><th class=\"number\">tables</th>"
      "<th class=\"number\">not understood</th><th class=\"number\">errors</th>"
      "<th class=\"number\">warnings</th></tr></thead><tbody>\n";
  for (std::size_t i = 0; i < reports.size(); ++i) text += overview_line(reports[i], i + 1);
  text += "</tbody></table></div>\n<h2>One by one</h2>\n";
  for (std::size_t i = 0; i < reports.size(); ++i)
    text += fmt::format(
        "<details class=\"card snapshot\"><summary>{} <span class=\"name\">{}</span></summary>"
        "<div class=\"body\" id=\"s{}\">\n{}</div></details>\n",
        badge(class_of(reports[i]), reports[i].judgement()), html(reports[i].snapshot), i + 1,
        SnapshotSection(reports[i], fmt::format("s{}", i + 1)).html_text());
  return text;
}

}  // namespace

std::string html_report(std::span<const CheckReport> reports) {
  const bool one = reports.size() == 1;
  std::string text = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      // Nothing is loaded and no script runs, whatever stands in the snapshot.
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>undumpy check: {}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
      one ? html(reports.front().snapshot) : counted(reports.size(), "snapshot"), ReportStyle);
  text += "<div class=\"kicker\">undumpy check</div>\n";
  if (one)
    text += fmt::format("<h1>{}</h1>\n", html(reports.front().snapshot)) +
            SnapshotSection(reports.front(), "").html_text();
  else
    text += several(reports);
  return text +
         "<footer>Made by undumpy. `undumpy explain RULE` says more about a finding.</footer>\n"
         "</main>\n</body>\n</html>\n";
}

}  // namespace undumpy
