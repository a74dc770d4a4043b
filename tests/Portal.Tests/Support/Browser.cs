using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Infrastructure.Tests.Documents;

namespace OrleansRegistry.Portal.Tests.Support;

/// <summary>A page as it came.</summary>
/// <param name="Answer">The response.</param>
/// <param name="Document">Its HTML, parsed.</param>
/// <param name="Text">Its HTML as it was sent.</param>
internal sealed record PageSeen(HttpResponseMessage Answer, IDocument Document, string Text)
{
    public HttpStatusCode Status => Answer.StatusCode;

    /// <summary>The text of the one element with this selector.</summary>
    public string Read(string selector) =>
        Assert.Single(Document.QuerySelectorAll(selector)).TextContent.Trim();
}

/// <summary>A browser without scripts: keeps cookies, follows nothing by itself, fills in forms as they are.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _client;

    public Browser(RegistryApp app, string? language = null)
    {
        Cookies = new CookieContainer();
        _client = new HttpClient(new HttpClientHandler { CookieContainer = Cookies, AllowAutoRedirect = false })
        {
            BaseAddress = app.Address,
        };
        _client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        if (language is not null) _client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
    }

    public CookieContainer Cookies { get; }

    public HttpClient Client => _client;

    /// <summary>A browser that is signed in as a demonstration account, by the page.</summary>
    public static async Task<Browser> As(RegistryApp app, string account, string? language = null)
    {
        var browser = new Browser(app, language);
        var entered = await browser.Submit("/sign-in/staff", "form[action='/sign-in/staff']",
            ("userName", account), ("password", RegistryApp.Password));
        Assert.Equal(HttpStatusCode.SeeOther, entered.Status);
        return browser;
    }

    /// <summary>
    /// A browser in the one session of a demonstration account that all tests share: an account has so many sessions at
    /// once, and the oldest ends for a further one.
    /// </summary>
    public static async Task<Browser> Inside(RegistryApp app, string account, string? language = null) =>
        await AsToken(app, await app.As(account), language);

    /// <summary>A browser with the session of an API client: the pages' session is the same.</summary>
    public static Task<Browser> AsToken(RegistryApp app, HttpClient client, string? language = null)
    {
        var browser = new Browser(app, language);
        browser.Cookies.Add(app.Address, new Cookie("registry", client.DefaultRequestHeaders.Authorization!.Parameter));
        return Task.FromResult(browser);
    }

    /// <summary>Goes on in a form of several steps: what stands in it, what is typed, files that are chosen.</summary>
    public async Task<PageSeen> Step(
        PageSeen page, string step, (string Name, string Value)[]? typed = null, string[]? files = null,
        string[]? broken = null, string[]? photos = null)
    {
        var button = Assert.Single(page.Document.QuerySelectorAll($"main button[name=step][value={step}]"));
        var form = button.Closest("form")!;
        var content = new MultipartFormDataContent();
        var fields = form.QuerySelectorAll("input,select,textarea").Where(input => input.GetAttribute("type") switch
        {
            "file" => false,
            "radio" or "checkbox" => input.HasAttribute("checked"),
            _ => true,
        }).Select(input => (Name: input.GetAttribute("name")!, Value: ValueOf(input))).ToList();
        fields.RemoveAll(one => typed?.Any(other => other.Name == one.Name) == true);
        foreach (var (name, value) in typed ?? [])
        {
            Assert.NotEmpty(form.QuerySelectorAll($"[name='{name}']"));
            fields.Add((name, value));
        }
        fields.Add(("step", step));
        foreach (var (name, value) in fields) content.Add(new StringContent(value), name);
        foreach (var name in files ?? [])
        {
            var (bytes, ending) = Paper(form.QuerySelector($"[type=file][name='{name}']")!.GetAttribute("accept")!);
            content.Add(new ByteArrayContent(bytes), name, name + ending);
        }
        foreach (var name in photos ?? [])
            content.Add(new ByteArrayContent(Paper("image/png").Content), "photos", name);
        foreach (var name in broken ?? [])
            content.Add(new ByteArrayContent("no picture"u8.ToArray()), name, name + ".png");
        Assert.All((files ?? []).Concat(broken ?? []),
            name => Assert.NotNull(form.QuerySelector($"[type=file][name='{name}']")));
        return await Seen(await _client.PostAsync(form.GetAttribute("action")!, content));
    }

    private static string ValueOf(IElement input) => input switch
    {
        IHtmlSelectElement select => select.Value ?? "",
        IHtmlTextAreaElement text => text.Value,
        _ => input.GetAttribute("value") ?? "",
    };

    /// <summary>A file of a kind that the field takes.</summary>
    private static (byte[] Content, string Ending) Paper(string accepted) =>
        accepted.Contains("image/png", StringComparison.Ordinal)
            ? (Images.Png(856, 540, shade: (byte)Random.Shared.Next(256), padding: 1 + Random.Shared.Next(1000)),
                ".png")
        : accepted.Contains("video/mp4", StringComparison.Ordinal) ? (RailFiles.Mp4("vide"), ".mp4")
        : accepted.Contains("image/jpeg", StringComparison.Ordinal) ? (Images.RailPhoto(), ".jpg")
        : (RailFiles.Pdf(), ".pdf");

    public async Task<PageSeen> Open(string path) => await Seen(await _client.GetAsync(path));

    /// <summary>A form's token of this reader, off a page that has forms.</summary>
    public async Task<string> Token(string path) =>
        (await Open(path)).Document.QuerySelector("input[name=token]")!.GetAttribute("value")!;

    /// <summary>Opens a page, fills in its form and hands it in.</summary>
    public async Task<PageSeen> Submit(string path, string form, params (string Name, string Value)[] typed) =>
        await Submit(await Open(path), form, typed);

    /// <summary>Fills in a form of a page that is open and hands it in.</summary>
    public async Task<PageSeen> Submit(PageSeen page, string form, params (string Name, string Value)[] typed)
    {
        var element = Assert.Single(page.Document.QuerySelectorAll(form));
        var fields = new Dictionary<string, string>();
        foreach (var input in element.QuerySelectorAll("input[type=hidden],input[type=text],input:not([type])"))
            fields[input.GetAttribute("name")!] = input.GetAttribute("value") ?? "";
        foreach (var (name, value) in typed)
        {
            Assert.NotEmpty(element.QuerySelectorAll($"[name='{name}']")); // What is typed has its field on the page.
            fields[name] = value;
        }
        return await Post(element.GetAttribute("action")!, fields);
    }

    public async Task<PageSeen> Post(
        string path, IEnumerable<KeyValuePair<string, string>> fields, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new FormUrlEncodedContent(fields);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Seen(await _client.SendAsync(request));
    }

    /// <summary>Goes where the answer sends the reader.</summary>
    public async Task<PageSeen> Follow(PageSeen sent)
    {
        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        return await Open(sent.Answer.Headers.Location!.ToString());
    }

    public void Dispose() => _client.Dispose();

    private static async Task<PageSeen> Seen(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return new PageSeen(answer, new HtmlParser().ParseDocument(text), text);
    }
}
