using Microsoft.AspNetCore.Components;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Parts;

/// <summary>What every component knows: the request for whose answer it is drawn, and its language.</summary>
public abstract class Part : ComponentBase
{
    /// <summary>The request.</summary>
    [Inject]
    public PageContext Page { get; set; } = null!;

    /// <summary>One text in both languages, in place: the one of them that the reader reads.</summary>
    protected string Say(string zh, string en) => Page.English ? en : zh;

    /// <summary>The text in the reader's language.</summary>
    protected string Say(LocalText text) => Page.English ? text.En : text.Zh;
}

/// <summary>A whole page, drawn from what its handler has read.</summary>
public abstract class PageOf<TModel> : Part
{
    /// <summary>All that the page shows.</summary>
    [Parameter, EditorRequired]
    public TModel Model { get; set; } = default!;
}
