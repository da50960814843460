-- Opens a record in Neovim with the server of the command line and writes what a user would see to a file as JSON.
-- POLICY_RECORDS_TEST names, as JSON, the command of the server, the folder, the record, and where the result goes.
local wish = vim.json.decode(os.getenv('POLICY_RECORDS_TEST'))
local result = {}

local function finish()
  local file = io.open(wish.result, 'w')
  file:write(vim.json.encode(result))
  file:close()
  vim.cmd('qa!')
end

local function codes(buffer)
  return vim.tbl_map(function(each) return each.code end, vim.diagnostic.get(buffer))
end

local function run()
  local id
  -- What the README tells users of Neovim to write.
  vim.api.nvim_create_autocmd('FileType', {
    pattern = 'markdown',
    callback = function(event)
      id = id or vim.lsp.start_client({ name = 'policy-records', cmd = wish.command, root_dir = wish.folder })
      vim.lsp.buf_attach_client(event.buf, id)
    end,
  })
  vim.cmd('edit ' .. vim.fn.fnameescape(wish.record))
  local buffer = vim.api.nvim_get_current_buf()
  vim.wait(15000, function() return #vim.diagnostic.get(buffer) >= wish.findings end, 50)
  local client = vim.lsp.get_client_by_id(id)
  result.findings = codes(buffer)
  result.source = vim.diagnostic.get(buffer)[1].source

  local function asked(method, line, column, more)
    vim.api.nvim_win_set_cursor(0, { line + 1, column })
    local params = vim.tbl_extend('force', vim.lsp.util.make_position_params(0, client.offset_encoding), more or {})
    local answer = vim.lsp.buf_request_sync(buffer, method, params, 10000)
    if answer and answer[id] and answer[id].error then error(method .. ': ' .. vim.inspect(answer[id].error)) end
    return answer and answer[id] and answer[id].result
  end

  -- Completion as the omnifunc of Neovim makes it of the server's answer.
  local completions = asked('textDocument/completion', wish.complete.line, wish.complete.column)
  result.completions = vim.tbl_map(function(each) return each.word end, vim.lsp.util.text_document_completion_list_to_complete_items(completions, ''))

  local hover = asked('textDocument/hover', wish.hover.line, wish.hover.column)
  result.hover = vim.lsp.util.convert_input_to_markdown_lines(hover.contents)[1]

  -- The finding that is to be mended, and the action for it as the code action menu of Neovim applies it.
  local finding
  for _, each in ipairs(vim.diagnostic.get(buffer)) do if each.code == wish.mend then finding = each end end
  local range = { start = { line = finding.lnum, character = finding.col }, ['end'] = { line = finding.end_lnum, character = finding.end_col } }
  local actions = asked('textDocument/codeAction', finding.lnum, finding.col, { range = range, context = { diagnostics = { finding.user_data.lsp and vim.tbl_extend('force', finding.user_data.lsp, { range = range, message = finding.message }) } } })
  result.actions = vim.tbl_map(function(each) return each.title end, actions)
  local action = actions[1]
  if not action.edit then action = client.request_sync('codeAction/resolve', action, 10000, buffer).result end
  vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  -- The record of the other language is mended a moment later.
  vim.wait(10000, function() return #codes(buffer) == wish.findings - 1 and not vim.tbl_contains(codes(buffer), wish.mend) end, 50)
  result.after = codes(buffer)

  -- A rename in every file that names the id. The action may have moved its line.
  local line
  for n, each in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do if each:find(wish.rename.words, 1, true) then line = n - 1 end end
  local renamed = asked('textDocument/rename', line, wish.rename.column, { newName = wish.rename.to })
  vim.lsp.util.apply_workspace_edit(renamed, client.offset_encoding)
  local other = vim.fn.bufadd(wish.twin)
  vim.fn.bufload(other)
  result.renamed = {}
  for _, each in ipairs({ buffer, other }) do
    for _, text in ipairs(vim.api.nvim_buf_get_lines(each, 0, -1, false)) do if text:find('"id": ', 1, true) then table.insert(result.renamed, text) end end
  end

  client.stop()
  result.ended = vim.wait(5000, function() return client.is_stopped() end, 50)
end

local worked, problem = pcall(run)
if not worked then result.problem = tostring(problem) end
finish()
