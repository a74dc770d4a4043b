using System.Reflection;
using AngleSharp.Html.Parser;
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
                    var text = await DrawnPage.Of(page, Filled.Of(model, state), language);
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
}
