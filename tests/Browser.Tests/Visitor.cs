using Deque.AxeCore.Playwright;

namespace OrleansRegistry.Browser.Tests;

/// <summary>Somebody in front of a screen.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private static readonly string[] _rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    private readonly List<string> _complaints = [];

    private Visitor(IBrowserContext context, IPage page) => (Context, Page) = (context, page);

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>What the browser complained of: errors of scripts, and what the content policy had to stop.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<Visitor> Come(
        SiloProcess silo, string language = "zh-CN", int width = 390, bool scripts = true, IBrowser? browser = null)
    {
        var context = await (browser ?? silo.Chromium).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = silo.Address.ToString(), Locale = language, JavaScriptEnabled = scripts,
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 900 },
        });
        context.SetDefaultTimeout(15_000);
        var visitor = new Visitor(context, await context.NewPageAsync());
        visitor.Page.PageError += (_, error) => visitor._complaints.Add(error);
        visitor.Page.Console += (_, message) =>
        {
            // A status of 4xx is said as an error as well; it is an answer and no fault.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load", StringComparison.Ordinal))
                visitor._complaints.Add(message.Text);
        };
        return visitor;
    }

    /// <summary>The same with a session that was begun elsewhere: what is looked at is not the signing in.</summary>
    public static async Task<Visitor> Inside(
        SiloProcess silo, string? account, string language, int width, IBrowser? browser = null)
    {
        var visitor = await Come(silo, language, width, browser: browser);
        if (account is not null)
            await visitor.Context.AddCookiesAsync(
                [new Cookie { Name = "registry", Value = await silo.Session(account), Url = silo.Address.ToString() }]);
        return visitor;
    }

    /// <summary>The same, signed in on the page for user names.</summary>
    public static async Task<Visitor> As(
        SiloProcess silo, string account, string language = "zh-CN", int width = 390, bool scripts = true)
    {
        var visitor = await Come(silo, language, width, scripts);
        await visitor.SignIn(account, language);
        return visitor;
    }

    /// <summary>Signs in on the page for user names.</summary>
    public async Task SignIn(string account, string language = "zh-CN")
    {
        await Page.GotoAsync("/sign-in/staff");
        await Page.GetByLabel(language == "en" ? "User name" : "用户名").FillAsync(account);
        await Page.GetByLabel(language == "en" ? "Password" : "密码", new() { Exact = true })
            .FillAsync(SiloProcess.Password);
        await Press(language == "en" ? "Sign in" : "登录");
        await Page.WaitForFunctionAsync( // What comes late is not the next page's.
            "() => location.pathname !== '/sign-in/staff' && document.readyState === 'complete'");
    }

    /// <summary>Presses the button with exactly this name.</summary>
    public Task Press(string name) =>
        Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true }).ClickAsync();

    /// <summary>Presses keys one after the other, once the page's script is there to hear them.</summary>
    public async Task Keys(params string[] keys)
    {
        // The page is asked: an event that the browser tells while one page takes another's place may be missed.
        await Page.WaitForFunctionAsync("() => document.readyState === 'complete'");
        foreach (var key in keys) await Page.Keyboard.PressAsync(key);
    }

    /// <summary>The path of the page that is shown.</summary>
    public Task<string> Where() => Page.EvaluateAsync<string>("() => location.pathname");

    /// <summary>Waits until the address has this part. The page is asked, as in <see cref="Keys"/>.</summary>
    public Task Arrives(string part) =>
        Page.WaitForFunctionAsync("part => location.pathname.includes(part)", part);

    /// <summary>Waits until the address no longer has this part, and the page that follows can be worked on.</summary>
    public Task Leaves(string part) => Page.WaitForFunctionAsync(
        "part => !location.pathname.includes(part) && document.readyState !== 'loading'", part);

    /// <summary>Follows the first link with this name.</summary>
    public Task Follow(string name) =>
        Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name }).First.ClickAsync();

    /// <summary>Moves the legal clock, as an administrator can where it stands.</summary>
    public async Task MoveClock(string day, string time)
    {
        await Follow("拨动法定时钟");
        await Page.GetByLabel("日期").FillAsync(day);
        await Page.GetByLabel("时间").FillAsync(time);
        await Press("往后拨");
        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("期间到期的事项都已办理");
    }

    /// <summary>Chooses a picture for the field with this label.</summary>
    public Task Choose(string label, byte shade = 90, int height = 1200) =>
        Page.GetByLabel(label).SetInputFilesAsync(new FilePayload
        {
            Name = "page.png", MimeType = "image/png", Buffer = Api.Tests.Support.Images.Png(856, height, shade: shade),
        });

    /// <summary>Chooses a file for the field with this name.</summary>
    public Task Choose(string field, string type, byte[] content) =>
        Page.Locator($"input[type=file][id$='{field}']").SetInputFilesAsync(new FilePayload
        {
            Name = field + (type.EndsWith("pdf", StringComparison.Ordinal) ? ".pdf" : ".mp4"), MimeType = type,
            Buffer = content,
        });

    /// <summary>Whether axe finds nothing on the page, and the browser had nothing to complain of.</summary>
    public async Task IsAccessible()
    {
        var found = await Page.RunAxe(new Deque.AxeCore.Commons.AxeRunOptions
        {
            RunOnly = Deque.AxeCore.Commons.RunOnlyOptions.Tags(_rules),
        });
        Assert.Empty(found.Violations.Select(
            violation => $"{Page.Url} {violation.Id}: {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
        Assert.Empty(_complaints);
    }

    /// <summary>What moved on the page since it was first seen; empty: nothing.</summary>
    public Task<string> Moved() => Page.EvaluateAsync<string>(
        """
        () => new Promise(done => {
          const moved = [];
          new PerformanceObserver(list => {
            for (const shift of list.getEntries())
              for (const source of shift.sources)
                moved.push(`${source.node?.outerHTML?.slice(0, 80) ?? source.node?.textContent} by ${shift.value}`);
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => done(moved.join('\n')), 50);
        })
        """);

    /// <summary>Words that have so little room that they stand one character a line; empty: none.</summary>
    public Task<string> Squeezed() => Page.EvaluateAsync<string>(
        """
        () => [...document.querySelectorAll('body *')].filter(e => {
          const text = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent.trim()).join('');
          const { width, height } = e.getBoundingClientRect(), size = parseFloat(getComputedStyle(e).fontSize);
          return text.length > 1 && !e.closest('svg,.sr') && width > 1 && width < 1.9 * size && height > 2 * size;
        }).map(e => e.outerHTML.slice(0, 80)).join('\n')
        """);

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
