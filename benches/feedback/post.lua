-- wrk: a message that nobody sent before, to a form of the endpoint.
math.randomseed(os.time())
local number, run = 0, tostring(os.time()) .. "-" .. tostring(math.random(1, 1000000))
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
function request()
  number = number + 1
  return wrk.format(nil, nil, nil, "message=Poruka+" .. run .. "-" .. number .. "+na+uglu+Lipove+ulice+ne+radi+rasvjeta&name=Mujo&consent=1")
end
