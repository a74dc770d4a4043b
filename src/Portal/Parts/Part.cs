using Microsoft.AspNetCore.Components;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Parts;

/// <summary>What every component has: the request for which it is drawn, and its language.</summary>
public abstract class Part : ComponentBase
{
    /// <summary>The request.</summary>
    [Inject]
    public PageContext Page { get; set; } = null!;

    /// <summary>A text given in both languages: the one that the reader reads.</summary>
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
