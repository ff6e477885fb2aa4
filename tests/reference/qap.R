# Rscript tests/reference/qap.R: writes qap.csv and qap_regression.csv beside this script, with R's package sna.
# Correlations: sna::gcor, p from sna::qaptest (shares of permutations at least / at most as large as observed).
# Regressions: sna::netlm(nullhyp = "qapspp"), t as the statistic, p two-sided.
suppressMessages(library(sna))
options(digits = 17)
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1]))
seventeen <- function(v) formatC(v, digits = 17, format = "g")
nodes <- function(set) read.csv(file.path(here, set, "nodes.csv"), colClasses = "character")
ties <- function(set, relation, wave = "", valued = FALSE) {
  n <- nodes(set)
  e <- read.csv(file.path(here, set, "edges.csv"), colClasses = "character")
  e <- e[e$relation == relation & e$source != e$target, ]
  if (wave != "") e <- e[e$wave == wave, ]
  m <- matrix(0, nrow(n), nrow(n), dimnames = list(n$id, n$id))
  m[cbind(e$source, e$target)] <- if (valued) as.numeric(e$weight) else 1
  m
}

correlation <- function(set, relation, wave, other, other_wave, valued, reps) {
  a <- ties(set, relation, wave, valued)
  b <- ties(set, other, other_wave, valued)
  set.seed(1)
  q <- qaptest(list(a, b), gcor, g1 = 1, g2 = 2, reps = reps)
  data.frame(
    set = set, relation = relation, wave = wave, other = other, other_wave = other_wave, valued = valued,
    correlation = seventeen(q$testval), p_at_least = q$pgreq, p_at_most = q$pleeq,
    null_mean = seventeen(mean(q$dist)), null_sd = seventeen(sd(q$dist)), reps = reps
  )
}
reps <- 4000
found <- rbind(
  correlation("krackhardt_hightech", "advice", "", "friendship", "", FALSE, reps),
  correlation("krackhardt_hightech", "advice", "", "reports_to", "", FALSE, reps),
  correlation("krackhardt_hightech", "friendship", "", "reports_to", "", FALSE, reps),
  correlation("lazega_law", "advice", "", "friendship", "", FALSE, reps),
  correlation("lazega_law", "friendship", "", "cowork", "", FALSE, reps),
  correlation("freeman_eies", "acquaintance", "1", "acquaintance", "2", TRUE, reps),
  correlation("freeman_eies", "acquaintance", "2", "messages", "", TRUE, reps),
  correlation("fafi_family_school", "Q1", "1", "Q3", "1", FALSE, reps)
)
write.csv(found, file.path(here, "qap.csv"), row.names = FALSE, quote = FALSE)

regression <- function(set, outcome, predictors, reps) {
  set.seed(1)
  y <- ties(set, outcome)
  x <- array(unlist(predictors), dim = c(nrow(y), nrow(y), length(predictors)))
  fit <- netlm(y, aperm(x, c(3, 1, 2)), mode = "digraph", nullhyp = "qapspp", test.statistic = "t-value", reps = reps)
  data.frame(
    set = set, outcome = outcome, term = c("(intercept)", names(predictors)),
    coefficient = seventeen(fit$coefficients), t = seventeen(fit$tstat), p = fit$pgreqabs, n = fit$n, reps = reps
  )
}
same <- function(v) outer(v, v, "==") * 1
apart <- function(v) abs(outer(as.numeric(v), as.numeric(v), "-"))
k <- nodes("krackhardt_hightech")
l <- nodes("lazega_law")
fits <- rbind(
  regression("krackhardt_hightech", "advice", list(
    friendship = ties("krackhardt_hightech", "friendship"), reports_to = ties("krackhardt_hightech", "reports_to"),
    same_department = same(k$dept), age_apart = apart(k$age)
  ), 2000),
  regression("krackhardt_hightech", "friendship", list(same_department = same(k$dept)), 2000),
  regression("lazega_law", "advice", list(
    friendship = ties("lazega_law", "friendship"), cowork = ties("lazega_law", "cowork"),
    same_office = same(l$office), seniority_apart = apart(l$seniority_years)
  ), 1000)
)
write.csv(fits, file.path(here, "qap_regression.csv"), row.names = FALSE, quote = FALSE)
