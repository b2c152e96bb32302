# A quarter, week by week, for a review.
data "vendorrisk_securityscorecard_score_history" "review" {
  domains         = ["delta-data.example", "foxtrot-freight.example"]
  from            = "2026-01-01"
  to              = "2026-03-31"
  interval        = "weekly"
  include_factors = true
}

output "score_history" {
  description = "A line per company: ▁▃▅█ 74, 2 points more"
  value = {
    for history in data.vendorrisk_securityscorecard_score_history.review.histories : history.domain => format("%s from %s to %s, change %s",
      history.sparkline, history.lowest, history.highest, history.change == null ? "unknown" : history.change
    )
    if length(history.scores) > 0
  }
}

output "weaker_factors" {
  description = "The factors that lost points, by domain"
  value = {
    for history in data.vendorrisk_securityscorecard_score_history.review.histories : history.domain => {
      for name, factor in history.factors : name => factor.change if factor.change != null && factor.change < 0
    }
  }
}

# The last 90 days of a portfolio, and a week before them, for the window of a
# gate that begins 90 days ago.
data "vendorrisk_securityscorecard_portfolio" "critical" {
  name = "Critical Vendors"
}

data "vendorrisk_securityscorecard_score_history" "recent" {
  portfolio_ids = [data.vendorrisk_securityscorecard_portfolio.critical.id]
  from          = formatdate("YYYY-MM-DD", timeadd(plantimestamp(), "-2328h")) # 97 days
}

output "companies_with_history" {
  value = length(data.vendorrisk_securityscorecard_score_history.recent.histories)
}
