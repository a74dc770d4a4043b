using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Sheets.Fonts;

namespace OrleansRegistry.Sheets;

/// <summary>Puts the press behind its port.</summary>
public static class SheetServices
{
    /// <summary>Adds <see cref="ISheetPress"/> with the font file <paramref name="font"/>; null: the usual ones.</summary>
    public static IServiceCollection AddSheets(this IServiceCollection services, string? font) =>
        services.AddSingleton<ISheetPress>(_ => new SheetPress(FontPlaces.Of(font)));
}
