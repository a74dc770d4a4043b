using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Portal.Http;

/// <summary>One request for a page: the reader, how pages look to the reader, and what was posted.</summary>
public sealed class PageContext
{
    private readonly HttpContext _http;
    private readonly PageCookies _cookies;
    private readonly Display _display;
    private readonly bool _isThisMachine;
    private Actor? _acting;

    internal PageContext(HttpContext http, PageCookies cookies, bool isThisMachine)
    {
        (_http, _cookies, _isThisMachine) = (http, cookies, isThisMachine);
        _display = Display.Of(http.Request);
        Session = cookies.Session(http.Request);
    }

    /// <summary>The request itself.</summary>
    public HttpContext Http => _http;

    /// <summary>The account that is signed in; null: none.</summary>
    public Account? Account { get; private set; }

    /// <summary>The session of the request; null: nobody is signed in.</summary>
    internal SignedIn? SignedIn
    {
        get;
        set => (field, Account) = (value, value?.Account);
    }

    /// <summary>The actor of the reader. To ask for it while nobody is signed in is a bug.</summary>
    internal Actor Actor => _acting ?? AccountActor.Of(
        Account ?? throw new InvalidOperationException("The page lets everybody in, so nobody is signed in."));

    /// <summary>The person's business for which the page acts; null: the account's own party.</summary>
    public PartyView? ActsFor { get; private set; }

    /// <summary>True: the person has several businesses, of which one was chosen.</summary>
    public bool IsOneOfSeveral { get; private set; }

    /// <summary>
    /// True for a reader who has one of these roles in the party for which the page acts; also for one who is not
    /// signed in and may have it.
    /// </summary>
    public bool IsFor(Roles roles) => Account is null || ((_acting?.Roles ?? Account.Roles) & roles) != 0;

    /// <summary>From now on the page acts for this business, and not for its owner.</summary>
    internal void ActFor(Actor acting, PartyView business, bool isOneOfSeveral) =>
        (_acting, ActsFor, IsOneOfSeveral) = (acting, business, isOneOfSeveral);

    /// <summary>True: English; false: Chinese.</summary>
    public bool English => _display.English;

    /// <summary>True: large type (大字版).</summary>
    public bool Large => _display.Large;

    /// <summary>The language tag of the page.</summary>
    public string Lang => English ? Language.English : Language.Chinese;

    /// <summary>Path and query of this page, for returning to it.</summary>
    public string Here => _http.Request.Path + _http.Request.QueryString;

    /// <summary>
    /// Where the request comes from, for limits and waiting times. In Development this machine itself has no limit.
    /// </summary>
    public Origin Origin => new(
        _http.Connection.RemoteIpAddress?.ToString() ?? "", _cookies.Device(_http.Request), _isThisMachine,
        _http.Request.Headers.UserAgent.ToString());

    /// <summary>The bearer token in the cookie; null: none.</summary>
    internal string? Session { get; private set; }

    /// <summary>A new proof, for each page, that a form was made for this reader (<see cref="FormToken"/>).</summary>
    public string FormToken => Portal.Http.FormToken.Make(Session ?? _cookies.Visit(_http));

    /// <summary>True when <paramref name="token"/> was made for the session of the request.</summary>
    internal bool Proves(string? token) =>
        (Session ?? _cookies.KnownVisit(_http.Request)) is { } secret && Portal.Http.FormToken.Proves(token, secret);

    /// <summary>Signs the reader in.</summary>
    internal void SignIn(SignIn.Started session)
    {
        _cookies.SetSession(_http, session);
        (Session, Account) = (session.Token, session.Account); // The new session is used from the next request on.
    }

    /// <summary>Signs the reader out; what the browser has stored of the pages is removed with the session.</summary>
    internal void SignOut()
    {
        _cookies.EndSession(_http);
        (Session, SignedIn) = (null, null);
    }

    /// <summary>Remembers how pages look.</summary>
    internal void Keep(Display display) => _cookies.SetDisplay(_http, display);

    /// <summary>Why the page or its form was refused; null: it was not. For the audit.</summary>
    internal RefusalCode? Refusal { get; set; }

    /// <summary>The page, or the form on it, is refused; where waiting helps, the answer says for how long.</summary>
    internal void Refuse(Refusal refusal)
    {
        Refusal = refusal.Code;
        if (refusal.SecondsToWait() is { } seconds)
            _http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A page.</summary>
    internal PageResult Show<TPage>(object? model = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new(this, typeof(TPage), model, status);

    /// <summary>A page with a form that was refused.</summary>
    internal PageResult Again<TPage>(object model, Refusal refusal) where TPage : IComponent
    {
        Refuse(refusal);
        return Show<TPage>(model, PageMessages.StatusOfForm(refusal));
    }

    /// <summary>Lets handlers have it as an argument.</summary>
    public static ValueTask<PageContext?> BindAsync(HttpContext http) => new(http.Features.Get<PageContext>());
}
