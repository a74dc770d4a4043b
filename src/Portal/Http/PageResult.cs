using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// Renders a component into the response. The renderer has its own service provider with three entries: with the host's
/// services it would need those of interactive pages (docs/adr/0102).
/// </summary>
internal sealed class PageResult(PageContext page, Type component, object? model, int status) : IResult
{
    /// <summary>Leaves Chinese characters as they are; the default writes each as a number.</summary>
    internal static HtmlEncoder Encoder { get; } = HtmlEncoder.Create(UnicodeRanges.All);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var renderer = new HtmlRenderer(new Services(page), NullLoggerFactory.Instance);
        await renderer.Dispatcher.InvokeAsync(() =>
        {
            var root = renderer.BeginRenderingComponent(component, Parameters());
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "text/html; charset=utf-8";
            response.Headers.ContentLanguage = page.Lang;
            using var writer = new Utf8Writer(response.BodyWriter);
            if (!page.English)
            {
                root.WriteHtmlTo(writer);
                return;
            }
            using var marks = new ChineseMarks(writer);
            root.WriteHtmlTo(marks);
        });
    }

    private ParameterView Parameters() => model is null
        ? ParameterView.Empty
        : ParameterView.FromDictionary(new Dictionary<string, object?> { ["Model"] = model });

    private sealed class Services(PageContext page) : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType == typeof(PageContext) ? page : serviceType == typeof(HtmlEncoder) ? Encoder : null;
    }
}
