-- wrk: a comment that nobody wrote before, to Isso.
local number, run = 0, tostring(os.time())
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
function request()
  number = number + 1
  return wrk.format(nil, nil, nil, '{"title": "Proba", "author": "Mujo", "text": "Poruka ' .. run .. "-" .. number .. ' na uglu Lipove ulice ne radi rasvjeta"}')
end
