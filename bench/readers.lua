-- Readers who look at a page again after a second on average.
function delay() return math.random(0, 2000) end
