using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Records;

/// <summary>What may be registered at a counter, and where the new record is shown.</summary>
/// <param name="Base">The path of the pages.</param>
/// <param name="Section">The section of the site to which they belong.</param>
/// <param name="Title">What the list is called.</param>
/// <param name="Acts">The registrations, each with the path of its records.</param>
internal sealed record Counter(
    string Base, Section Section, LocalText Title, ImmutableArray<(Act Act, string Records)> Acts)
{
    /// <summary>The counter as a record without a history.</summary>
    public RecordModel Record(DateOnly today) => new()
    {
        Section = Section, Path = Base, Back = "/", BackName = new("首页", "Home"), Title = Title, Facts = [],
        Today = today, Acts = [.. Acts.Select(one => one.Act)],
    };
}

/// <summary>The pages of a counter: a list of what may be registered, and a form for each.</summary>
internal static class RegistrationPages
{
    public static void Map(IEndpointRouteBuilder pages, Counter counter, Roles who)
    {
        pages.MapGet(counter.Base, (PageContext page, IRegistry registry) =>
            page.Show<CounterView>(counter.Record(ShanghaiTime.DateOf(registry.Now)))).For(PageAccess.Of(who));
        pages.MapGet(counter.Base + "/{act}", (string act, PageContext page, IRegistry registry) =>
            Ask(counter, act, page, registry)).For(PageAccess.Of(who));
        pages.MapPost(counter.Base + "/{act}", (string act, PageContext page, Posted form, IRegistry registry) =>
            Do(counter, act, page, form, registry)).For(PageAccess.Of(who));
    }

    private static PageResult Ask(Counter counter, string name, PageContext page, IRegistry registry)
    {
        var today = ShanghaiTime.DateOf(registry.Now);
        return counter.Acts.FirstOrDefault(one => one.Act.Name == name).Act is { } act
            ? page.Show<ActView>(new ActModel(counter.Record(today), act, FormState.New()))
            : page.NotFound();
    }

    private static async Task<IResult> Do(
        Counter counter, string name, PageContext page, Posted form, IRegistry registry)
    {
        var (act, records) = counter.Acts.FirstOrDefault(one => one.Act.Name == name);
        if (act is null) return page.NotFound();
        var answer = await act.Run(new ActRun("", new ActReader(form), form, page, registry));
        if (answer is Answer.Done done) return Go.To($"{records}/{AnswerId.In(done.Body)}");
        var refusal = ((Answer.No)answer).Refusal;
        return page.Again<ActView>(new ActModel(
            counter.Record(ShanghaiTime.DateOf(registry.Now)), act, FormState.Again(form, refusal)), refusal);
    }
}
