"""The answers: chronology, visits, agreements, firsts."""
