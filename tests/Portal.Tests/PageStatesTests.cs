using System.Reflection;
using System.Text;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: no state of a page is met first by its reader. Method: pages come from the program, their states from their
/// models: each page is drawn once for each member of each enumeration in its model, in both languages, without a
/// server, and keeps what all pages promise. A state that is added is drawn by that alone.
/// </summary>
public sealed class PageStatesTests
{
    /// <summary>Pages whose models know how they came to be, and what draws them in their states instead.</summary>
    private static readonly Dictionary<string, string> _drawnElsewhere = new()
    {
        ["ApplyNotice"] = nameof(ApplyTests), ["ApplyDetails"] = nameof(ApplyTests),
        ["ApplyMaterials"] = nameof(ApplyTests), ["ApplyCheck"] = nameof(ApplyTests),
        ["CertificateDetails"] = nameof(HolderTests), ["ActView"] = nameof(DeskTests),
        ["Guide"] = nameof(PageListTests), // By its links, one for each service.
    };

    public static TheoryData<string> Pages => [.. All.Select(page => page.Name)];

    private static IEnumerable<Type> All => typeof(PageOf<>).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && ModelOf(type) is not null && !_drawnElsewhere.ContainsKey(type.Name));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_drawn_in_every_state_of_its_model(string name)
    {
        var page = All.Single(one => one.Name == name);
        var model = ModelOf(page)!;
        var faults = new List<string>();
        await Draw(null);
        foreach (var place in Filled.StatesOf(model))
            foreach (var member in Filled.Members(place))
                await Draw((place, member));
        Assert.True(faults.Count == 0, string.Join('\n', faults));

        async Task Draw((PropertyInfo Place, object Member)? state)
        {
            foreach (var language in (string[])["zh-CN", "en"])
            {
                try
                {
                    var text = await Drawn(page, Filled.Of(model, state), language);
                    PageRules.CheckDocument(new HtmlParser().ParseDocument(text), text);
                }
                catch (Exception fault) when (fault is not OutOfMemoryException)
                {
                    var inner = fault is TargetInvocationException { InnerException: { } cause } ? cause : fault;
                    faults.Add($"{name} {state?.Place.DeclaringType?.Name}.{state?.Place.Name} = {state?.Member}: "
                        + inner.ToString().Split("\n   at ").Take(3).Aggregate((a, b) => a + " @ " + b));
                    break;
                }
            }
        }
    }

    private static Type? ModelOf(Type page)
    {
        for (var type = page.BaseType; type is not null; type = type.BaseType)
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(PageOf<>))
                return type.GetGenericArguments()[0];
        return null;
    }

    private static async Task<string> Drawn(Type component, object? model, string language)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.AcceptLanguage = language;
        using var body = new MemoryStream();
        http.Response.Body = body;
        var account = new Account("A-1", "张三", "13800000000", Roles.Holder | Roles.Officer, "41", Desks.Road, "P-1",
            MustChangePassword: false, Disabled: false);
        var page = new PageContext(http, new PageCookies(secure: false), isThisMachine: true)
        {
            SignedIn = new SignedIn(account, "S-1", DateTimeOffset.UnixEpoch),
        };
        await new PageResult(page, component, model, StatusCodes.Status200OK).ExecuteAsync(http);
        await http.Response.BodyWriter.FlushAsync();
        return Encoding.UTF8.GetString(body.ToArray());
    }
}
