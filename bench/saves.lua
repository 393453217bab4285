-- Each thread of wrk is one browser with one question, which it saves again and again with another value each time.
-- TARGETS is a file with a line for each: address, version, value, other value.
local targets = {}
for line in io.lines(os.getenv("TARGETS")) do
  local path, base, one, other = line:match("([^\t]+)\t([^\t]+)\t([^\t]+)\t([^\t]+)")
  targets[#targets + 1] = { path, base, one, other }
end

local next_thread = 1
function setup(thread)
  local target = targets[next_thread]
  thread:set("path", target[1])
  thread:set("base", tonumber(target[2]))
  thread:set("one", target[3])
  thread:set("other", target[4])
  next_thread = next_thread + 1
end

local headers
function init()
  headers = {
    ["Content-Type"] = "application/x-www-form-urlencoded",
    ["Origin"] = os.getenv("ORIGIN"),
    ["Cookie"] = os.getenv("COOKIE"),
    ["HX-Request"] = "true",
  }
end

function request()
  local value = (base % 2 == 0) and one or other
  return wrk.format("POST", path, headers, "base=" .. base .. "&" .. value)
end

function response(status, _, body)
  -- The new version comes with the answer; a save of what is there already keeps the old one.
  local version = status == 200 and body:match('id="base" value="(%d+)"')
  if version then
    local saved = tonumber(version)
    -- The first value may be what was there: then the other one is next.
    if saved == base then one, other = other, one end
    base = saved
  end
end
