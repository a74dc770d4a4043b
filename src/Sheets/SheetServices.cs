using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Sheets.Fonts;

namespace OrleansRegistry.Sheets;

/// <summary>Puts the press behind its port.</summary>
public static class SheetServices
{
    /// <summary>Adds <see cref="ISheetPress"/> with the font of the setting Registry__Font, else the usual ones.</summary>
    public static IServiceCollection AddSheets(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<ISheetPress>(_ => new SheetPress(FontPlaces.Of(configuration["Registry:Font"])));
}
